import type { Message, MessageGroup, Person } from '@app/common/contracts';
import { type Attributes, mapsOf, numberOf, textOf } from '@app/common/dynamodb/lean';

export const readMessage = (item: Attributes): Message => ({
  uuid: textOf(item, 'message_uuid'),
  groupUuid: textOf(item, 'message_group_uuid'),
  number: numberOf(item, 'number'),
  text: textOf(item, 'message'),
  sender: readOther(item),
  createdAt: textOf(item, 'created_at'),
});

/** The members of a conversation. */
export const readMembers = (conversation: Attributes): Person[] =>
  mapsOf(conversation, 'members').map((member) => ({
    uuid: textOf(member, 'uuid'),
    handle: textOf(member, 'handle'),
    displayName: textOf(member, 'display_name'),
  }));

export const readGroupRow = (row: Attributes): MessageGroup => ({
  uuid: textOf(row, 'sk'),
  other: readOther(row),
  preview: textOf(row, 'message'),
  lastMessageAt: textOf(row, 'last_message_at'),
  lastNumber: numberOf(row, 'last_number'),
  lastReadNumber: numberOf(row, 'last_read_number'),
});

/** The sender of a message, or the other member of a row. */
const readOther = (item: Attributes): Person => ({
  uuid: textOf(item, 'user_uuid'),
  handle: textOf(item, 'user_handle'),
  displayName: textOf(item, 'user_display_name'),
});
