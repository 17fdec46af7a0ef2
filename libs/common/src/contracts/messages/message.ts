import { z } from 'zod';
import { person } from '../people/people';

export const MAX_MESSAGE_CHARACTERS = 1024;
export const MAX_REACTIONS = 20;
export const MAX_EDITS = 64;

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
