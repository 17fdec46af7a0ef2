import { MEMBERSHIP_KINDS } from '@app/common/contracts';
import {
  type Attributes,
  booleanOf,
  countsOf,
  MalformedItemError,
  mapsOf,
  numberOf,
  textOf,
  textsOf,
} from '@app/common/dynamodb/lean';
import {
  CONVERSATION_STARTED,
  type ConversationStartedData,
  MEMBERS_CHANGED,
  type MembersChangedData,
  MESSAGE_DELETED,
  MESSAGE_EDITED,
  MESSAGE_REACTED,
  MESSAGE_SENT,
  type MessageDeletedData,
  type MessageEditedData,
  type MessageReactedData,
  type MessageSentData,
} from '@app/common/events';
import { CONVERSATION, MEMBER, MESSAGE, REACTION_CHANGE, REVISION } from '@app/common/table';

/** Reads the data of an event from the image of its item, as `MESSAGE_EVENT_DATA` has it. */
export const readEventData = {
  [CONVERSATION_STARTED]: (item: Attributes): ConversationStartedData => ({
    message_group_uuid: textOf(item, CONVERSATION.groupUuid),
    members: mapsOf(item, CONVERSATION.members).map(userIn),
    created_at: textOf(item, CONVERSATION.createdAt),
  }),
  [MEMBERS_CHANGED]: (item: Attributes): MembersChangedData => ({
    message_group_uuid: textOf(item, MESSAGE.groupUuid),
    number: placeIn(item, MESSAGE.number),
    revision: placeIn(item, MESSAGE.revision),
    message_uuid: textOf(item, MESSAGE.uuid),
    kind: membershipKindIn(item),
    user_uuid: textOf(item, MESSAGE.senderUuid),
    user_handle: textOf(item, MESSAGE.senderHandle),
    user_display_name: textOf(item, MESSAGE.senderDisplayName),
    created_at: textOf(item, MESSAGE.createdAt),
    subjects: mapsOf(item, MESSAGE.subjects).map(userIn),
    members_at: placeIn(item, MESSAGE.membersAt),
    member_count: placeIn(item, MESSAGE.memberCount),
    owner_uuid: textOf(item, MESSAGE.ownerUuid),
    ...(item[MESSAGE.groupName] && { group_name: textOf(item, MESSAGE.groupName) }),
    history: historyIn(item),
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
    ...membersThen(item),
    ...(item[MESSAGE.replyTo] && { reply_to: placeIn(item, MESSAGE.replyTo) }),
  }),
  [MESSAGE_EDITED]: (item: Attributes): MessageEditedData => ({
    ...revisionIn(item),
    message: textOf(item, REVISION.text),
  }),
  [MESSAGE_DELETED]: (item: Attributes): MessageDeletedData => revisionIn(item),
  [MESSAGE_REACTED]: (item: Attributes): MessageReactedData => ({
    ...revisionIn(item),
    reactions: reactionsIn(item),
    changes: mapsOf(item, REVISION.changes).map((change) => ({
      user_uuid: textOf(change, REACTION_CHANGE.userUuid),
      emoji: textOf(change, REACTION_CHANGE.emoji),
      added: booleanOf(change, REACTION_CHANGE.added),
    })),
  }),
};

export type EventType = keyof typeof readEventData;
export type EventData = ReturnType<(typeof readEventData)[EventType]>;

const revisionIn = (item: Attributes): MessageDeletedData => ({
  message_group_uuid: textOf(item, REVISION.groupUuid),
  revision: placeIn(item, REVISION.revision),
  number: placeIn(item, REVISION.number),
  user_uuid: textOf(item, REVISION.userUuid),
  sender_uuid: textOf(item, REVISION.senderUuid),
  created_at: textOf(item, REVISION.createdAt),
  ...membersThen(item),
});

const userIn = (member: Attributes): { uuid: string; handle: string; display_name: string } => ({
  uuid: textOf(member, MEMBER.uuid),
  handle: textOf(member, MEMBER.handle),
  display_name: textOf(member, MEMBER.displayName),
});

/** Who the members are: a group's entry, and a revision of a group, name the entry that tells. */
function membersThen(
  item: Attributes,
): Pick<MessageSentData, 'member_uuids'> | Pick<MessageSentData, 'members_at' | 'member_count'> {
  if (!item[MESSAGE.membersAt] && !item[MESSAGE.memberCount]) {
    return { member_uuids: textsOf(item, MESSAGE.memberUuids) };
  }
  if (item[MESSAGE.memberUuids]) throw new MalformedItemError('it tells its members in both ways');
  return { members_at: placeIn(item, MESSAGE.membersAt), member_count: placeIn(item, MESSAGE.memberCount) };
}

function membershipKindIn(item: Attributes): MembersChangedData['kind'] {
  const text = textOf(item, MESSAGE.kind);
  const kind = MEMBERSHIP_KINDS.find((each) => each === text);
  if (kind) return kind;
  throw new MalformedItemError(`${text} is no kind of an entry`);
}

function historyIn(item: Attributes): MembersChangedData['history'] {
  const history = textOf(item, MESSAGE.history);
  if (history === 'joined' || history === 'all') return history;
  throw new MalformedItemError(`${history} is no ${MESSAGE.history} of a group`);
}

/** Empty where the last one was taken back; never absent. */
function reactionsIn(item: Attributes): Record<string, number> {
  if (!item[REVISION.reactions]?.M) throw new MalformedItemError('there are no counts of reactions');
  const counts = countsOf(item, REVISION.reactions);
  if (Object.values(counts).every(isPositive)) return counts;
  throw new MalformedItemError('a reaction is counted by no positive number');
}

function placeIn(item: Attributes, name: string): number {
  const place = numberOf(item, name);
  if (isPositive(place)) return place;
  throw new MalformedItemError(`${place} is no ${name} in a conversation`);
}

const isPositive = (number: number): boolean => Number.isSafeInteger(number) && number > 0;
