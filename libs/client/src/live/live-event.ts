import type { Changes, Receipt, SentMessage, Settings, ShortUser } from '../generated/api.js';

interface InGroup {
  message_group_uuid: string;
}

/** A change of a message, with the message as it is now. */
export type LiveRevision = Changes['revisions'][number] & InGroup;

/** How far a conversation is. */
export interface GroupState {
  uuid: string;
  last_number: number;
  revision: number;
  last_read_number: number;
}

interface DataOf {
  message: SentMessage;
  message_edited: LiveRevision;
  message_deleted: LiveRevision;
  reaction: LiveRevision;
  /** Of oneself on any device, or of a member whose receipts one sees. */
  read: Receipt & InGroup;
  /** Whoever knows less of it asks for its changes, and for its row of the list. */
  message_group: GroupState;
  profile: ShortUser;
  settings: Settings;
  /** Of a member, for some seconds. */
  typing: InGroup & { uuid: string };
  /** What is to be read again: the list, or also every conversation that is kept. */
  state: { read: 'list' | 'all' };
  heartbeat: { behind: boolean };
  bye: { reason: string; retry_ms: number };
}

/** Something that has happened, and by its `id` the cursor of who has taken it and all before it. */
export type LiveEvent = {
  [Name in keyof DataOf]: { id: string; event: Name; data: DataOf[Name] };
}[keyof DataOf];
