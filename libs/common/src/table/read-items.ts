import type { Message, MessageGroup, Person } from '@app/common/contracts';
import { type Attributes, mapsOf, numberOf, textOf } from '@app/common/dynamodb/lean';
import { CONVERSATION, GROUP_ROW, MEMBER, MESSAGE } from './attributes';
import { SORT_KEY } from './keys';

/** Readers of items in DynamoDB's own notation; `stored-items.ts` has those of the SDK's document client. */
export const readMessage = (item: Attributes): Message => ({
  uuid: textOf(item, MESSAGE.uuid),
  groupUuid: textOf(item, MESSAGE.groupUuid),
  number: numberOf(item, MESSAGE.number),
  text: textOf(item, MESSAGE.text),
  sender: {
    uuid: textOf(item, MESSAGE.senderUuid),
    handle: textOf(item, MESSAGE.senderHandle),
    displayName: textOf(item, MESSAGE.senderDisplayName),
  },
  createdAt: textOf(item, MESSAGE.createdAt),
});

/** The members of a conversation. */
export const readMembers = (conversation: Attributes): Person[] =>
  mapsOf(conversation, CONVERSATION.members).map((member) => ({
    uuid: textOf(member, MEMBER.uuid),
    handle: textOf(member, MEMBER.handle),
    displayName: textOf(member, MEMBER.displayName),
  }));

export const readGroupRow = (row: Attributes): MessageGroup => ({
  uuid: textOf(row, SORT_KEY),
  other: {
    uuid: textOf(row, GROUP_ROW.otherUuid),
    handle: textOf(row, GROUP_ROW.otherHandle),
    displayName: textOf(row, GROUP_ROW.otherDisplayName),
  },
  preview: textOf(row, GROUP_ROW.preview),
  lastMessageAt: textOf(row, GROUP_ROW.lastMessageAt),
  lastNumber: numberOf(row, GROUP_ROW.lastNumber),
  lastReadNumber: numberOf(row, GROUP_ROW.lastReadNumber),
});
