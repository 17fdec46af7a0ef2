const BYTES = 16;

/** Members as a group's entry keeps them: 16 bytes for each uuid, in their order. */
export const toMemberBytes = (uuids: readonly string[]): Uint8Array =>
  Buffer.concat(uuids.map((uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex')));

/** @param bytes as the SDK has them, or in base64, as DynamoDB has them on the wire. */
export function fromMemberBytes(bytes: string | Uint8Array): string[] {
  const hex = (typeof bytes === 'string' ? Buffer.from(bytes, 'base64') : Buffer.from(bytes)).toString('hex');
  return Array.from({ length: hex.length / (2 * BYTES) }, (_, place) =>
    uuidOf(hex.slice(place * 2 * BYTES, (place + 1) * 2 * BYTES)),
  );
}

const uuidOf = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
