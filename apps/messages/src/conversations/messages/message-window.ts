import type { Message } from '@app/common/contracts';
import { type Attributes, textOf } from '@app/common/dynamodb/lean';
import { type ItemKind, itemKind, PARTITION_KEY, readEntry, readMessage, SORT_KEY } from '@app/common/table';
import { readConversation, type StoredConversation } from '../standing/read-conversation';
import type { ToldMembers } from '../standing/standings';

/**
 * A stretch of a conversation by ascending number, with what is needed to decide who may see it: neither of the members' two forms
 * where the stretch holds neither a message nor the conversation.
 */
export interface MessageWindow extends ToldMembers {
  messages: Message[];
  /** Present where the stretch reaches the newest message. */
  conversation?: StoredConversation | undefined;
}

export function toWindow(groupUuid: string, items: Attributes[]): MessageWindow {
  const messages = ofKind(items, 'message');
  const [item] = ofKind(items, 'conversation');
  const [first] = messages;
  const conversation = item && readConversation(groupUuid, item);
  const { memberUuids, membersAt } = conversation ?? (first ? readEntry(first) : {});
  return { messages: messages.map(readMessage), conversation, memberUuids, membersAt };
}

export const ofKind = (items: Attributes[], kind: ItemKind): Attributes[] =>
  items.filter(
    (item) => itemKind({ [PARTITION_KEY]: textOf(item, PARTITION_KEY), [SORT_KEY]: textOf(item, SORT_KEY) }) === kind,
  );
