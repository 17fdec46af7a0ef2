import encodeByKafkajs from 'kafkajs/src/protocol/recordBatch/record/v0/index.js';
import { encodeRecord } from './record-encoding';

const headers = { 'content-type': 'application/json', ce_type: 'com.cruddur.message.sent', ce_ü: '🦊', empty: '' };

describe('a record for Kafka', () => {
  it.each([
    ['of an event', { key: 'group', value: '{"message":"hello"}', headers, offsetDelta: 7 }],
    ['of text that is not ASCII', { key: 'Schlüssel', value: 'böse 🦊'.repeat(50), headers }],
    ['without headers', { key: 'k', value: 'v' }],
    ['without text', { key: '', value: '', headers: {} }],
    [
      'with many headers',
      { key: 'k', value: 'v', headers: Object.fromEntries([...Array(200).keys()].map((i) => [`h${i}`, `${i}`])) },
    ],
    ['late in a batch', { key: 'k', value: 'v', offsetDelta: 123_456 }],
    ['later than its batch', { key: 'k', value: 'v', timestampDelta: 5_000_000_000 }],
    ['of bytes', { key: Buffer.from([1, 2]), value: Buffer.from([3]), headers: { h: Buffer.from([4]) } }],
    ['without a key', { key: null, value: 'v', headers }],
    ['without a value', { key: 'k', value: null }],
    ['with a header twice', { key: 'k', value: 'v', headers: { h: ['1', '2'] } }],
  ])('%s is the same, byte for byte, as kafkajs makes it', (_what, record) => {
    expect(encodeRecord(record).buffer.toString('hex')).toBe(encodeByKafkajs(record).buffer.toString('hex'));
  });

  it.each([62, 63, 64, 127, 8_190, 8_191, 8_192, 16_384, 300_000])('of %i bytes is the same', (size) => {
    const record = { key: 'k', value: 'x'.repeat(size), headers, offsetDelta: size };
    expect(encodeRecord(record).buffer.equals(encodeByKafkajs(record).buffer)).toBe(true);
  });
});
