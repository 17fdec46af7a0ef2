import { z } from 'zod';
import { person, type Person } from './people';
import type { Span } from './span';

export const MAX_MESSAGE_CHARACTERS = 1024;
/** Of why a message is reported. */
export const MAX_REASON_CHARACTERS = 1024;
export const MAX_PAGE = 200;
export const MAX_REACTIONS = 20;
export const MAX_EDITS = 64;
export const MAX_MEMBERS_WITH_RECEIPTS = 32;
/** From here on unread messages are not counted any more: the number means "so many or more". */
export const MANY_UNREAD = 100;
export const DEFAULT_PAGE = 50;

/** How the membership of a group changes; each kind is the kind of its entry. */
export const MEMBERSHIP_KINDS = ['created', 'added', 'left', 'removed', 'renamed', 'owner_changed'] as const;

/** What an entry says that changes the membership of a group; who has changed it is its sender. */
export const membershipChange = z.object({
  /** Whom it is about; nobody where that is all members, or the group itself. */
  users: z.array(person),
  /** The group's name from then on; absent: it has none. */
  name: z.string().optional(),
  ownerUuid: z.string(),
});
export type MembershipChange = z.infer<typeof membershipChange>;

export const message = z.object({
  uuid: z.string(),
  groupUuid: z.string(),
  /** Place in the conversation: 1, 2, 3, … without a gap. */
  number: z.int().min(1),
  text: z.string(),
  sender: person,
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** Absent: a message. */
  kind: z.string().optional(),
  /** The last one that has changed it; absent: none has. */
  revision: z.int().min(1).optional(),
  editedAt: z.string().optional(),
  /** The text is empty then. */
  deletedAt: z.string().optional(),
  /** How many people have reacted with each emoji. */
  reactions: z.record(z.string(), z.int()).optional(),
  /** The number of the entry that it answers. */
  replyTo: z.int().min(1).optional(),
  /** Of an entry that changes the membership of a group. */
  membership: membershipChange.optional(),
});
export type Message = z.infer<typeof message>;

/** The answer to a send: the message, and what it answers as that is now. */
export const sentMessage = message.extend({ quoted: message.optional() });
export type SentMessage = z.infer<typeof sentMessage>;

/** A conversation as one member's list shows it. */
export interface MessageGroup {
  uuid: string;
  kind: 'pair' | 'group';
  /** Of a group that has one. */
  name?: string | undefined;
  /** Others than the list's owner; of a large group the first of them. */
  members: Person[];
  /** Of a group: the entry that names its members, as far as the list knows. 0 of a pair. */
  membersAt: number;
  /** With the list's owner, as long as that is a member. */
  memberCount: number;
  /** What of it the list's owner may see; who is no member any more has none that is open. */
  spans: readonly Span[];
  /** It waits to be accepted, or was declined. */
  request?: 'pending' | 'declined' | undefined;
  preview: string;
  /** The kind of the last entry. */
  lastKind: string;
  lastMessageAt: string;
  lastNumber: number;
  lastReadNumber: number;
  /** The highest that the list shows. */
  revision: number;
  lastReceivedNumber: number;
  /** The highest entry that may lie above the read marker and does not count as unread. */
  uncountedNumber: number;
  /** A time, or `forever`. */
  mutedUntil?: string | undefined;
  isArchived: boolean;
  pinnedAt?: string | undefined;
}

const limit = z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE);

/** `POST /conversations/:group/messages` -> `Message`. The text is already trimmed and checked by `checkMessage`. */
export const sendMessageRequest = z.object({
  sender: person,
  text: z.string(),
  /** Makes a retry of the same send safe for ever. */
  sendKey: z.string().min(1).max(64).optional(),
  /** Of the text as the client sent it: under a known send key another one is refused. */
  textHash: z.string().min(1).max(64).optional(),
  /** The number of the entry that it answers; it must exist. */
  replyTo: z.int().min(1).optional(),
});
export type SendMessageRequest = z.infer<typeof sendMessageRequest>;

/** A conversation of a group has this many members at its start and after an addition. */
export const MIN_GROUP_MEMBERS = 3;
export const MAX_GROUP_MEMBERS = 256;
export const MAX_GROUP_NAME_CHARACTERS = 128;
/** A list shows so many of the others. */
export const MAX_LISTED_MEMBERS = 8;

export const groupHistory = z.enum(['joined', 'all']);

/** `POST /groups` -> `PresentedMessageGroup`. The name is checked by `groupName`. */
export const startGroupRequest = z.object({
  creator: person,
  handles: z.array(z.string().min(1)),
  name: z.string().optional(),
  history: groupHistory.default('joined'),
  /** Makes a retry of the same start safe for ever. */
  startKey: z.string().min(1).max(64).optional(),
});
export type StartGroupRequest = z.infer<typeof startGroupRequest>;

/** `PUT` and `DELETE /groups/:group/members` -> `PresentedMessageGroup`; oneself is to leave. */
export const memberRequest = z.object({ caller: person, handle: z.string().min(1) });
export type MemberRequest = z.infer<typeof memberRequest>;

/** `PATCH /groups/:group` -> `PresentedMessageGroup`. Without a name it goes by those of its members. */
export const renameGroupRequest = z.object({ caller: person, name: z.string().nullable() });
export type RenameGroupRequest = z.infer<typeof renameGroupRequest>;

/** `PUT /groups/:group/owner` -> `PresentedMessageGroup`. */
export const handOverRequest = z.object({ caller: person, handle: z.string().min(1) });
export type HandOverRequest = z.infer<typeof handOverRequest>;

/** `PUT /users/:user/blocks/:other` -> `PresentedBlock`; the other's names. `DELETE` answers `{}`. */
export const blockRequest = person.omit({ uuid: true });
export type BlockRequest = z.infer<typeof blockRequest>;

/** `POST /conversations/:group/messages/:number/report` -> `PresentedReport`. */
export const reportRequest = z.object({ reporter: person, reason: z.string() });
export type ReportRequest = z.infer<typeof reportRequest>;

/** `POST /conversations` -> `Message`, the first of a new conversation or the next of the pair's existing one. */
export const startConversationRequest = sendMessageRequest.extend({ recipientHandle: z.string().min(1) });
export type StartConversationRequest = z.infer<typeof startConversationRequest>;

/**
 * `GET /conversations/:group/messages` -> `MessagePage`. At most one of `before`, `after` and `around`; with none the
 * newest messages. `around` puts that number in the middle of the page.
 */
export const readMessagesQuery = z.object({
  readerUuid: z.uuid(),
  before: z.coerce.number().int().optional(),
  after: z.coerce.number().int().optional(),
  around: z.coerce.number().int().optional(),
  limit,
});
export type ReadMessagesQuery = z.infer<typeof readMessagesQuery>;

/** Messages by ascending number. The flags say whether older and newer ones exist beyond the page. */
export interface MessagePage {
  messages: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
}

/** Where an old client's knowledge of a conversation ends: `GET /conversations/:group/changes` -> `PresentedChanges`. */
export const readChangesQuery = z.object({
  readerUuid: z.uuid(),
  afterNumber: z.coerce.number().int().min(0).default(0),
  afterRevision: z.coerce.number().int().min(0).default(0),
  limit,
});
export type ReadChangesQuery = z.infer<typeof readChangesQuery>;

/** What one member may see of one entry: `GET /conversations/:group/messages/:number`, and `/history` and `/reactions` of it. */
export const readOneQuery = z.object({ readerUuid: z.uuid() });

/** Refuses the change where the entry's own revision is none of these. */
const ifRevision = z.array(z.int().min(0)).optional();

/** `PATCH /conversations/:group/messages/:number` -> `PresentedSentMessage`. The text is trimmed and checked. */
export const editMessageRequest = z.object({ userUuid: z.uuid(), text: z.string(), ifRevision });
export type EditMessageRequest = z.infer<typeof editMessageRequest>;

/** `DELETE /conversations/:group/messages/:number` -> `PresentedSentMessage`. */
export const deleteMessageRequest = z.object({ userUuid: z.uuid(), ifRevision });
export type DeleteMessageRequest = z.infer<typeof deleteMessageRequest>;

/** `PUT` and `DELETE /conversations/:group/messages/:number/reactions/:emoji` -> `PresentedSentMessage`. */
export const reactionRequest = z.object({ userUuid: z.uuid() });
export type ReactionRequest = z.infer<typeof reactionRequest>;

/** `GET /users/:user/message-groups` -> `MessageGroupPage`. */
export const listGroupsQuery = z.object({
  cursor: z.string().optional(),
  limit,
  /** Those that are archived; otherwise those that are not. */
  archived: z.stringbool().optional(),
});
export type ListGroupsQuery = z.infer<typeof listGroupsQuery>;

/** `GET /users/:user/message-requests` -> `PresentedMessageGroup[]`, paged as the list of conversations. */
export const listRequestsQuery = listGroupsQuery.omit({ archived: true });
export type ListRequestsQuery = z.infer<typeof listRequestsQuery>;

/** Conversations, newest first. A cursor is absent where that direction has ended. */
export interface MessageGroupPage {
  groups: MessageGroup[];
  /** Leads to less recent conversations. */
  nextCursor?: string;
  /** Leads to more recent ones, those that moved ahead while the caller was paging among them. */
  previousCursor?: string;
}

/** Where a member's read marker stands. */
export const readMarker = z.object({ lastReadNumber: z.int().min(0) });
export type ReadMarker = z.infer<typeof readMarker>;

/** `PUT /conversations/:group/read` -> `ReadMarker`, forward only unless it is forced. */
export const markReadRequest = z.object({
  readerUuid: z.uuid(),
  number: z.int().min(0),
  force: z.boolean().optional(),
});
export type MarkReadRequest = z.infer<typeof markReadRequest>;

/** `PUT /conversations/:group/received` -> `ReceivedMarker`, forward only. */
export const markReceivedRequest = z.object({ readerUuid: z.uuid(), number: z.int().min(0) });
export type MarkReceivedRequest = z.infer<typeof markReceivedRequest>;
export const receivedMarker = z.object({ lastReceivedNumber: z.int().min(0) });
export type ReceivedMarker = z.infer<typeof receivedMarker>;

/** Without a time it is muted for ever. `PUT` and `DELETE /users/:user/message-groups/:group/mute` -> `PresentedMessageGroup`. */
export const muteRequest = z.object({ until: z.iso.datetime().optional() });
export type MuteRequest = z.infer<typeof muteRequest>;

/** At the newest message that the list shows, unless told. `PUT` and `DELETE …/archive` -> `PresentedMessageGroup`. */
export const archiveRequest = z.object({ number: z.int().min(1).optional() });
export type ArchiveRequest = z.infer<typeof archiveRequest>;

/** `PUT /users/:user/settings` -> `PresentedSettings`. What is absent stays. */
export const changeSettingsRequest = z.object({
  receipts: z.boolean().optional(),
  accepts: z.enum(['everybody', 'requests', 'nobody']).optional(),
});
export type ChangeSettingsRequest = z.infer<typeof changeSettingsRequest>;

/** The header of an answer with one message: the message's own revision. */
export const ENTITY_REVISION_HEADER = 'x-entity-revision';

export const messagesPaths = {
  conversations: '/conversations',
  messages: (groupUuid: string) => `/conversations/${groupUuid}/messages`,
  read: (groupUuid: string) => `/conversations/${groupUuid}/read`,
  groups: (userUuid: string) => `/users/${userUuid}/message-groups`,
  /** Pages in their public form: `PresentedMessage[]` and `PresentedMessageGroup[]`, with `PagesBeside` in headers. */
  publicMessages: (groupUuid: string) => `/conversations/${groupUuid}/public-messages`,
  publicGroups: (userUuid: string) => `/users/${userUuid}/public-message-groups`,
  message: (groupUuid: string, number: number) => `/conversations/${groupUuid}/messages/${number}`,
  history: (groupUuid: string, number: number) => `/conversations/${groupUuid}/messages/${number}/history`,
  reactors: (groupUuid: string, number: number) => `/conversations/${groupUuid}/messages/${number}/reactions`,
  reaction: (groupUuid: string, number: number, emoji: string) =>
    `/conversations/${groupUuid}/messages/${number}/reactions/${encodeURIComponent(emoji)}`,
  changes: (groupUuid: string) => `/conversations/${groupUuid}/changes`,
  received: (groupUuid: string) => `/conversations/${groupUuid}/received`,
  receipts: (groupUuid: string) => `/conversations/${groupUuid}/receipts`,
  group: (userUuid: string, groupUuid: string) => `/users/${userUuid}/message-groups/${groupUuid}`,
  groupChoice: (userUuid: string, groupUuid: string, choice: 'mute' | 'archive' | 'pin') =>
    `/users/${userUuid}/message-groups/${groupUuid}/${choice}`,
  unread: (userUuid: string) => `/users/${userUuid}/message-groups/unread`,
  settings: (userUuid: string) => `/users/${userUuid}/settings`,
  blocks: (userUuid: string) => `/users/${userUuid}/blocks`,
  block: (userUuid: string, otherUuid: string) => `/users/${userUuid}/blocks/${otherUuid}`,
  requests: (userUuid: string) => `/users/${userUuid}/message-requests`,
  request: (userUuid: string, groupUuid: string) => `/users/${userUuid}/message-requests/${groupUuid}`,
  startGroup: '/groups',
  groupItself: (groupUuid: string) => `/groups/${groupUuid}`,
  groupMembers: (groupUuid: string) => `/groups/${groupUuid}/members`,
  groupOwner: (groupUuid: string) => `/groups/${groupUuid}/owner`,
  report: (groupUuid: string, number: number) => `/conversations/${groupUuid}/messages/${number}/report`,
};
