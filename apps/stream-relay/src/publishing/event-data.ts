import { type Attributes, MalformedItemError, mapsOf, numberOf, textOf, textsOf } from '@app/common/dynamodb/lean';
import {
  CONVERSATION_STARTED,
  type ConversationStartedData,
  MESSAGE_SENT,
  type MessageSentData,
} from '@app/common/events';

import { CONVERSATION, MEMBER, MESSAGE } from '@app/common/table';

/** Reads the data of an event from the image of its item, as `MESSAGE_EVENT_DATA` has it. */
export const readEventData = {
  [CONVERSATION_STARTED]: (item: Attributes): ConversationStartedData => ({
    message_group_uuid: textOf(item, CONVERSATION.groupUuid),
    members: mapsOf(item, CONVERSATION.members).map((member) => ({
      uuid: textOf(member, MEMBER.uuid),
      handle: textOf(member, MEMBER.handle),
      display_name: textOf(member, MEMBER.displayName),
    })),
    created_at: textOf(item, CONVERSATION.createdAt),
  }),
  [MESSAGE_SENT]: (item: Attributes): MessageSentData => ({
    message_group_uuid: textOf(item, MESSAGE.groupUuid),
    number: placeIn(item, MESSAGE.number),
    message_uuid: textOf(item, MESSAGE.uuid),
    message: textOf(item, MESSAGE.text),
    user_uuid: textOf(item, MESSAGE.senderUuid),
    user_handle: textOf(item, MESSAGE.senderHandle),
    user_display_name: textOf(item, MESSAGE.senderDisplayName),
    created_at: textOf(item, MESSAGE.createdAt),
    member_uuids: textsOf(item, MESSAGE.memberUuids),
    ...(item[MESSAGE.replyTo] && { reply_to: placeIn(item, MESSAGE.replyTo) }),
  }),
};

export type EventType = keyof typeof readEventData;
export type EventData = ReturnType<(typeof readEventData)[EventType]>;

function placeIn(item: Attributes, name: string): number {
  const number = numberOf(item, name);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new MalformedItemError(`${number} is no number of a message`);
}
