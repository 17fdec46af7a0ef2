import { type Attributes, MalformedItemError, mapsOf, numberOf, textOf, textsOf } from '@app/common/dynamodb/lean';
import {
  CONVERSATION_STARTED,
  type ConversationStartedData,
  MESSAGE_SENT,
  type MessageSentData,
} from '@app/common/events';

/** Reads the data of an event from the image of its item, as `MESSAGE_EVENT_DATA` has it. */
export const readEventData = {
  [CONVERSATION_STARTED]: (item: Attributes): ConversationStartedData => ({
    message_group_uuid: textOf(item, 'message_group_uuid'),
    members: mapsOf(item, 'members').map((member) => ({
      uuid: textOf(member, 'uuid'),
      handle: textOf(member, 'handle'),
      display_name: textOf(member, 'display_name'),
    })),
    created_at: textOf(item, 'created_at'),
  }),
  [MESSAGE_SENT]: (item: Attributes): MessageSentData => ({
    message_group_uuid: textOf(item, 'message_group_uuid'),
    number: placeOf(item),
    message_uuid: textOf(item, 'message_uuid'),
    message: textOf(item, 'message'),
    user_uuid: textOf(item, 'user_uuid'),
    user_handle: textOf(item, 'user_handle'),
    user_display_name: textOf(item, 'user_display_name'),
    created_at: textOf(item, 'created_at'),
    member_uuids: textsOf(item, 'member_uuids'),
  }),
};

export type EventType = keyof typeof readEventData;
export type EventData = ReturnType<(typeof readEventData)[EventType]>;

function placeOf(item: Attributes): number {
  const number = numberOf(item, 'number');
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new MalformedItemError(`${number} is no number of a message`);
}
