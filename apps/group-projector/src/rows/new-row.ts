import type { Person } from '@app/common/contracts';
import { type GroupItem, type GroupRowItem, type MessageItem, toSpanAttributes } from '@app/common/table';
import { changeOfEntry } from './entry-change';
import { type GroupRowChange, type GroupRowKey, type GroupState, type LastMessage, tableKeyOf } from './group-row-move';
import { shownKind } from './group-row-update';

/** A conversation as the table has it. */
export type StoredConversation = StoredPair | StoredGroup;

interface Stored {
  newest: MessageItem;
  /** The highest of which everything is seen. */
  revision: number;
}

export interface StoredPair extends Stored {
  members: Person[];
}

export interface StoredGroup extends Stored {
  group: GroupState;
  /** From the newest on, as many as a row that is made looks at. */
  latest: MessageItem[];
}

export const groupStateOf = (state: Pick<GroupItem, 'members_at' | 'member_count' | 'group_name'>): GroupState => ({
  membersAt: state.members_at,
  memberCount: state.member_count,
  name: state.group_name,
});

/** A change with all that is needed to make the row if it is missing. */
export type WholeChange = GroupRowChange & { last: LastMessage };

/**
 * The row that one of two has who has lost it: of what came before, it knows the newest message alone. So none of it counts
 * as unread unless a reader looks at it.
 */
export function lostRow(key: GroupRowKey, { newest, revision }: StoredPair, withWhom: Person): GroupRowItem {
  const change = changeOfEntry(newest, key.userUuid);
  return newRow(key, { ...change, revision, uncountedNumber: newest.number }, withWhom);
}

/** @param withWhom the member talks, of two; absent in a group. */
export function newRow(key: GroupRowKey, change: WholeChange, withWhom?: Person): GroupRowItem {
  const { last, changed, revision, readNumber = 0, uncountedNumber = 0 } = change;
  const kind = shownKind(last);
  return {
    ...tableKeyOf(key),
    last_number: last.number,
    last_message_at: last.at,
    ...(kind !== undefined && { last_kind: kind }),
    last_read_number: readNumber,
    ...(revision && { revision }),
    message: changed?.preview ?? last.preview ?? '',
    ...(changed && { preview_number: changed.number, preview_revision: changed.revision }),
    ...(uncountedNumber > readNumber && { uncounted_number: uncountedNumber }),
    ...groupAttributes(change),
    ...(withWhom && {
      user_uuid: withWhom.uuid,
      user_handle: withWhom.handle,
      user_display_name: withWhom.displayName,
    }),
  };
}

/** Of a group, as a row has them. */
export const groupAttributes = ({ group, membership }: GroupRowChange): Partial<GroupRowItem> => ({
  ...(group && { members_at: group.membersAt, member_count: group.memberCount }),
  ...(group?.name !== undefined && { group_name: group.name }),
  ...(membership && { spans: toSpanAttributes(membership.spans), spans_at: membership.changedAt }),
});
