import type { Message } from '@app/common/contracts';
import { numberOf } from '@app/common/dynamodb/lean';
import { MEMBERSHIP, membershipKey, type MembershipKind } from '@app/common/table';
import type { SeveralItems } from '../requests/several-items';

const MOVES: readonly MembershipKind[] = ['added', 'left', 'removed'];

/**
 * Whether an entry that begins or ends somebody's membership is to be seen with what they may see from then on. Who writes
 * behind it must have seen that, so that who then reads what was written finds it too: of a transaction one item can be seen
 * before another. Without a request where the entry moves nobody.
 */
export async function isMembershipSeen(several: Pick<SeveralItems, 'read'>, entry: Message): Promise<boolean> {
  const { groupUuid, number, kind, membership } = entry;
  const moved = MOVES.some((each) => each === kind) ? (membership?.users ?? []) : [];
  const keys = moved.map(({ uuid }) => membershipKey(groupUuid, uuid));
  const found = await several.read(keys);
  return keys.every((key) => {
    const item = found.get(key);
    return item !== undefined && numberOf(item, MEMBERSHIP.changedAt) >= number;
  });
}
