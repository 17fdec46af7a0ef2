import { z } from 'zod';
import { person, type Person } from './people';

export const MAX_MESSAGE_CHARACTERS = 1024;
export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;

export const message = z.object({
  uuid: z.string(),
  groupUuid: z.string(),
  /** Place in the conversation: 1, 2, 3, … without a gap. */
  number: z.int().min(1),
  text: z.string(),
  sender: person,
  /** ISO 8601, UTC. */
  createdAt: z.string(),
});
export type Message = z.infer<typeof message>;

/** A conversation as one member's list shows it. */
export interface MessageGroup {
  uuid: string;
  other: Person;
  preview: string;
  lastMessageAt: string;
  lastNumber: number;
  lastReadNumber: number;
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
});
export type SendMessageRequest = z.infer<typeof sendMessageRequest>;

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

/** `GET /users/:user/message-groups` -> `MessageGroupPage`. */
export const listGroupsQuery = z.object({
  cursor: z.string().optional(),
  limit,
});
export type ListGroupsQuery = z.infer<typeof listGroupsQuery>;

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

/** `PUT /conversations/:group/read` -> `ReadMarker`, forward only. */
export const markReadRequest = z.object({ readerUuid: z.uuid(), number: z.int().min(0) });
export type MarkReadRequest = z.infer<typeof markReadRequest>;

export const messagesPaths = {
  conversations: '/conversations',
  messages: (groupUuid: string) => `/conversations/${groupUuid}/messages`,
  read: (groupUuid: string) => `/conversations/${groupUuid}/read`,
  groups: (userUuid: string) => `/users/${userUuid}/message-groups`,
  /** Pages in their public form: `PresentedMessage[]` and `PresentedMessageGroup[]`, with `PagesBeside` in headers. */
  publicMessages: (groupUuid: string) => `/conversations/${groupUuid}/public-messages`,
  publicGroups: (userUuid: string) => `/users/${userUuid}/public-message-groups`,
};
