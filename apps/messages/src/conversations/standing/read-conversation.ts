import { type Attributes, numberOf, optionalTextOf, textOf } from '@app/common/dynamodb/lean';
import { CONVERSATION, type GroupHistory, readMembers } from '@app/common/table';
import type { GroupState } from './conversation';
import type { ToldMembers } from './standings';

/** A conversation as its item tells it: a group names the entry that has its members. */
export interface StoredConversation extends ToldMembers {
  groupUuid: string;
  group?: GroupState | undefined;
}

export function readConversation(groupUuid: string, item: Attributes): StoredConversation {
  if (!item[CONVERSATION.kind]) return { groupUuid, memberUuids: readMembers(item).map(({ uuid }) => uuid) };
  const group = readGroupState(item);
  return { groupUuid, group, membersAt: group.membersAt };
}

const readGroupState = (item: Attributes): GroupState => ({
  membersAt: numberOf(item, CONVERSATION.membersAt),
  ownerUuid: textOf(item, CONVERSATION.ownerUuid),
  name: optionalTextOf(item, CONVERSATION.name),
  history: readHistory(textOf(item, CONVERSATION.history)),
});

const readHistory = (text: string): GroupHistory => (text === 'all' ? 'all' : 'joined');
