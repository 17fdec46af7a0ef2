import type { Message } from '@app/common/contracts';
import { type Attributes, textOf, textsOf } from '@app/common/dynamodb/lean';
import { type ItemKind, itemKind, MESSAGE, PARTITION_KEY, readMembers, readMessage, SORT_KEY } from '@app/common/table';
import type { Conversation } from './conversation';

/** A stretch of a conversation by ascending number, with what is needed to decide who may see it. */
export interface MessageWindow {
  messages: Message[];
  /** Present where the stretch reaches the newest message. */
  conversation?: Conversation;
  /** Undefined where the stretch holds neither a message nor the conversation. */
  memberUuids?: string[];
}

export function toWindow(groupUuid: string, items: Attributes[]): MessageWindow {
  const ofKind = (kind: ItemKind): Attributes[] => items.filter((item) => kindOf(item) === kind);
  const messages = ofKind('message');
  const [conversation] = ofKind('conversation');
  const [first] = messages;
  const members = conversation && readMembers(conversation);
  const memberUuids = members?.map(({ uuid }) => uuid) ?? (first && textsOf(first, MESSAGE.memberUuids));
  return {
    messages: messages.map(readMessage),
    ...(members && { conversation: { groupUuid, members } }),
    ...(memberUuids && { memberUuids }),
  };
}

const kindOf = (item: Attributes): ItemKind | undefined =>
  itemKind({ [PARTITION_KEY]: textOf(item, PARTITION_KEY), [SORT_KEY]: textOf(item, SORT_KEY) });
