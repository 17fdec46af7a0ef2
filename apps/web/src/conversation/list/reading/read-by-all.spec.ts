import type { MessageGroup } from '@cruddur/client';
import { readByAll } from './read-by-all';

const group = { member_count: 3 } as MessageGroup;
const receipt = (uuid: string, last_read_number: number) => ({ uuid, last_read_number, last_received_number: 9 });

describe('what all others have read', () => {
  it('is what the last of them has', () => {
    expect(readByAll(group, [receipt('a', 7), receipt('b', 5)])).toBe(5);
  });

  it('is not known where one of them does not tell', () => {
    expect(readByAll(group, [receipt('a', 7)])).toBe(0);
    expect(readByAll({ ...group, member_count: 1 }, [])).toBe(0);
    expect(readByAll(undefined, [receipt('a', 7)])).toBe(0);
  });
});
