import type { Message, MessageGroup, Person } from '@app/common/contracts';
import {
  type Attributes,
  countsOf,
  mapsOf,
  numberOf,
  numberOrZero,
  optionalTextOf,
  textOf,
} from '@app/common/dynamodb/lean';
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
  ...changesIn(item),
});

/** What most messages lack. */
function changesIn(item: Attributes): Partial<Message> {
  const { kind, revision, editedAt, deletedAt, reactions, replyTo } = MESSAGE;
  return {
    ...(item[kind] && { kind: textOf(item, kind) }),
    ...(item[revision] && { revision: numberOf(item, revision) }),
    ...(item[editedAt] && { editedAt: textOf(item, editedAt) }),
    ...(item[deletedAt] && { deletedAt: textOf(item, deletedAt) }),
    ...(item[reactions] && { reactions: countsOf(item, reactions) }),
    ...(item[replyTo] && { replyTo: numberOf(item, replyTo) }),
  };
}

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
  revision: numberOrZero(row, GROUP_ROW.revision),
  lastReceivedNumber: readProgress(row).lastReceivedNumber,
  uncountedNumber: numberOrZero(row, GROUP_ROW.uncountedNumber),
  mutedUntil: optionalTextOf(row, GROUP_ROW.mutedUntil),
  isArchived: isArchived(row),
  pinnedAt: optionalTextOf(row, GROUP_ROW.pinnedAt),
});

/** How far a row's member has ever come, also where they have moved their read marker back since. */
export function readProgress(row: Attributes): { lastReadNumber: number; lastReceivedNumber: number } {
  const lastReadNumber = Math.max(numberOf(row, GROUP_ROW.lastReadNumber), numberOrZero(row, GROUP_ROW.seenNumber));
  return { lastReadNumber, lastReceivedNumber: Math.max(lastReadNumber, numberOrZero(row, GROUP_ROW.receivedNumber)) };
}

/** A newer message takes a conversation out of the archive, without a write. */
export const isArchived = (row: Attributes): boolean =>
  numberOrZero(row, GROUP_ROW.archivedNumber) >= numberOf(row, GROUP_ROW.lastNumber);
