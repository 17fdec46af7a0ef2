import type { Message, Person } from '@app/common/contracts';
import { type Attributes, numberOf, optionalTextOf } from '@app/common/dynamodb/lean';
import {
  conversationKey,
  type GroupRowItem,
  groupRowKey,
  type MemberAttribute,
  MESSAGE,
  type MessageItem,
  messageKey,
  type OriginAttributes,
  type PairItem,
  SEND_KEY,
  type SendKeyItem,
  sendKeyKey,
} from '@app/common/table';
import { previewOf } from '@app/common/text';
import { currentCorrelation, traceparentOf } from '@app/common/tracing';
import type { Conversation } from '../standing/conversation';
import type { SendKey, TriedNumber } from './send-key';

export const toMember = (person: Person): MemberAttribute => ({
  uuid: person.uuid,
  handle: person.handle,
  display_name: person.displayName,
});

export function presentRequest(): OriginAttributes {
  const { requestId } = currentCorrelation();
  const traceparent = traceparentOf();
  return {
    ...(requestId !== undefined && { request_id: requestId }),
    ...(traceparent !== undefined && { trace_parent: traceparent }),
  };
}

/** Who the members are at an entry or a revision. */
export const toMembersThen = (
  uuids: readonly string[],
  membersAt: number | undefined,
): Pick<MessageItem, 'member_uuids' | 'members_at' | 'member_count'> =>
  membersAt === undefined ? { member_uuids: [...uuids] } : { members_at: membersAt, member_count: uuids.length };

export const toMessageItem = (message: Message, conversation: Conversation): MessageItem => ({
  ...messageKey(message.groupUuid, message.number),
  message_group_uuid: message.groupUuid,
  number: message.number,
  message_uuid: message.uuid,
  message: message.text,
  user_uuid: message.sender.uuid,
  user_handle: message.sender.handle,
  user_display_name: message.sender.displayName,
  created_at: message.createdAt,
  ...toMembersThen(conversation.memberUuids, conversation.group?.membersAt),
  ...(message.replyTo !== undefined && { reply_to: message.replyTo }),
  ...presentRequest(),
});

/** The conversation that two begin. */
export const toPairItem = (groupUuid: string, members: readonly Person[], createdAt: string): PairItem => ({
  ...conversationKey(groupUuid),
  message_group_uuid: groupUuid,
  members: members.map(toMember),
  created_at: createdAt,
  ...presentRequest(),
});

export const sendKeyPlace = ({ groupUuid, senderUuid, key }: SendKey) => ({
  ...sendKeyKey(groupUuid, senderUuid, key),
});

export const toSendKeyItem = (sendKey: SendKey, number: number): SendKeyItem => ({
  ...sendKeyPlace(sendKey),
  tried_number: number,
  ...(sendKey.textHash !== undefined && { text_hash: sendKey.textHash }),
});

/** Of the item of a send key; one that an older version wrote names the number of its message. */
export const readTriedNumber = (item: Attributes): TriedNumber =>
  MESSAGE.number in item
    ? { number: numberOf(item, MESSAGE.number), isSettled: true }
    : { number: numberOf(item, SEND_KEY.triedNumber), textHash: optionalTextOf(item, SEND_KEY.textHash) };

/** The row that a conversation's first message puts into the list of `member`. */
export const toFirstGroupRowItem = (first: Message, member: Person, withPerson: Person): GroupRowItem => ({
  ...groupRowKey(member.uuid, first.groupUuid),
  last_number: first.number,
  last_message_at: first.createdAt,
  last_read_number: member.uuid === first.sender.uuid ? first.number : 0,
  message: previewOf(first.text),
  user_uuid: withPerson.uuid,
  user_handle: withPerson.handle,
  user_display_name: withPerson.displayName,
});
