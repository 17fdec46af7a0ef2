/** A part of kafkajs that it does not export: one record of a batch, encoded. */
declare module 'kafkajs/src/protocol/recordBatch/record/v0/index.js' {
  interface RecordToEncode {
    offsetDelta?: number;
    timestampDelta?: number;
    key?: Buffer | string | null;
    value: Buffer | string | null;
    headers?: Record<string, Buffer | string | (Buffer | string)[]>;
  }
  function encodeRecord(record: RecordToEncode): { buf: Buffer; buffer: Buffer };
  export = encodeRecord;
}
