import {
  type MembershipChange,
  type Message,
  type MessageGroup,
  type Person,
  type Span,
  WHOLE,
} from '@app/common/contracts';
import {
  type Attributes,
  countsOf,
  mapsOf,
  numberOf,
  numberOrZero,
  optionalTextOf,
  textOf,
} from '@app/common/dynamodb/attributes';
import { CONVERSATION, GROUP_ROW, MEMBER, MESSAGE } from '../items/attributes';
import { SORT_KEY } from '../items/keys';
import { readSpans } from '../items/spans';

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
    ...(item[MESSAGE.ownerUuid] && { membership: readMembershipChange(item) }),
  };
}

function readMembershipChange(item: Attributes): MembershipChange {
  const name = optionalTextOf(item, MESSAGE.groupName);
  return {
    users: mapsOf(item, MESSAGE.subjects).map(readPerson),
    ...(name !== undefined && { name }),
    ownerUuid: textOf(item, MESSAGE.ownerUuid),
  };
}

/** The members of a conversation of two. */
export const readMembers = (conversation: Attributes): Person[] =>
  mapsOf(conversation, CONVERSATION.members).map(readPerson);

const readPerson = (member: Attributes): Person => ({
  uuid: textOf(member, MEMBER.uuid),
  handle: textOf(member, MEMBER.handle),
  displayName: textOf(member, MEMBER.displayName),
});

export const readGroupRow = (row: Attributes): MessageGroup => ({
  uuid: textOf(row, SORT_KEY),
  ...readWhoIsIn(row),
  spans: readRowSpans(row),
  request: readRequest(row),
  lastKind: optionalTextOf(row, GROUP_ROW.lastKind) ?? 'message',
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

/** What of the conversation the row's member may see. */
export const readRowSpans = (row: Attributes): readonly Span[] =>
  row[GROUP_ROW.spans] ? readSpans(row, GROUP_ROW.spans) : WHOLE;

/** Of a group the row names the entry that tells the members. */
function readWhoIsIn(row: Attributes): Pick<MessageGroup, 'kind' | 'name' | 'members' | 'membersAt' | 'memberCount'> {
  if (row[GROUP_ROW.membersAt]) {
    const [membersAt, memberCount] = [numberOf(row, GROUP_ROW.membersAt), numberOf(row, GROUP_ROW.memberCount)];
    return { kind: 'group', name: optionalTextOf(row, GROUP_ROW.groupName), members: [], membersAt, memberCount };
  }
  const uuid = textOf(row, GROUP_ROW.withUuid);
  const handle = textOf(row, GROUP_ROW.withHandle);
  const displayName = textOf(row, GROUP_ROW.withDisplayName);
  return { kind: 'pair', members: [{ uuid, handle, displayName }], membersAt: 0, memberCount: 2 };
}

/** Whether a row's conversation waits for its member, or was declined. */
export function readRequest(row: Attributes): MessageGroup['request'] {
  const request = optionalTextOf(row, GROUP_ROW.request);
  return request === 'pending' || request === 'declined' ? request : undefined;
}

/** How far a row's member has ever come, also where they have moved their read marker back since. */
export function readProgress(row: Attributes): { lastReadNumber: number; lastReceivedNumber: number } {
  const lastReadNumber = Math.max(numberOf(row, GROUP_ROW.lastReadNumber), numberOrZero(row, GROUP_ROW.seenNumber));
  return { lastReadNumber, lastReceivedNumber: Math.max(lastReadNumber, numberOrZero(row, GROUP_ROW.receivedNumber)) };
}

/** A newer message takes a conversation out of the archive, without a write. */
export const isArchived = (row: Attributes): boolean =>
  numberOrZero(row, GROUP_ROW.archivedNumber) >= numberOf(row, GROUP_ROW.lastNumber);
