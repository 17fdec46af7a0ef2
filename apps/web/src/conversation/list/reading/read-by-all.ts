import type { MessageGroup, Receipt } from '@cruddur/client';

/** Up to which number all others have read; 0 where not all of them tell. */
export function readByAll(group: MessageGroup | undefined, receipts: Receipt[]): number {
  if (!group || receipts.length === 0 || receipts.length < group.member_count - 1) return 0;
  return Math.min(...receipts.map(({ last_read_number }) => last_read_number));
}
