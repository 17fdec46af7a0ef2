import { randomUUID } from 'node:crypto';
import { fromMemberBytes, toMemberBytes } from './member-bytes';

it.each([0, 1, 3, 256])('keeps %d members in 16 bytes each', (count) => {
  const uuids = Array.from({ length: count }, () => randomUUID());
  const bytes = toMemberBytes(uuids);
  expect(bytes).toHaveLength(16 * count);
  expect(fromMemberBytes(bytes)).toEqual(uuids);
  expect(fromMemberBytes(Buffer.from(bytes).toString('base64'))).toEqual(uuids);
});
