import type { Person } from '@app/common/contracts';
import type { GroupRowItem, MessageItem } from '@app/common/table';
import { changeOfEntry } from './entry-change';
import { type GroupRowChange, type GroupRowKey, type LastMessage, tableKeyOf } from './group-row-move';

/** A conversation as the table has it. */
export interface StoredConversation {
  members: Person[];
  newest: MessageItem;
  /** The highest of which everything is seen. */
  revision: number;
}

/** A change with all that is needed to make the row if it is missing. */
export type WholeChange = GroupRowChange & { last: LastMessage };

/**
 * The row that a member has who has lost it: of what came before, it knows the newest message alone. So none of it counts
 * as unread unless a reader looks at it.
 */
export function lostRow(key: GroupRowKey, { newest, revision }: StoredConversation, other: Person): GroupRowItem {
  const change = changeOfEntry(newest, key.userUuid);
  return newRow(key, { ...change, revision, uncountedNumber: newest.number }, other);
}

export function newRow(key: GroupRowKey, change: WholeChange, other: Person): GroupRowItem {
  const { last, changed, revision, readNumber = 0, uncountedNumber = 0 } = change;
  return {
    ...tableKeyOf(key),
    last_number: last.number,
    last_message_at: last.at,
    last_read_number: readNumber,
    ...(revision && { revision }),
    message: changed?.preview ?? last.preview ?? '',
    ...(changed && { preview_number: changed.number, preview_revision: changed.revision }),
    ...(uncountedNumber > readNumber && { uncounted_number: uncountedNumber }),
    user_uuid: other.uuid,
    user_handle: other.handle,
    user_display_name: other.displayName,
  };
}
