import type { LiveEvents } from '../generated/api.js';

/** Something that has happened, and by its `id` the cursor of who has taken it and all before it. */
export type LiveEvent = LiveEvents['events'][number];

type DataOf<Name extends LiveEvent['event']> = Extract<LiveEvent, { event: Name }>['data'];

/** A change of a message, with the message as it is now. */
export type LiveRevision = DataOf<'message_edited' | 'message_deleted' | 'reaction'>;

/** How far a conversation is. Whoever knows less of it asks for its changes, and for its row of the list. */
export type GroupState = DataOf<'message_group'>;

/** Markers and receipts may have changed unheard. */
export const READ_LIST: LiveEvent = { id: '', event: 'state', data: { read: 'list' } };

/** Nothing says what was missed. */
export const READ_ALL: LiveEvent = { id: '', event: 'state', data: { read: 'all' } };
