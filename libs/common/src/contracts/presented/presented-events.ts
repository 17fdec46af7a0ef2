import { z } from 'zod';
import { presentedRevision } from './presented-changes';
import { presentedSentMessage } from './presented-message';
import { presentedReceipt, presentedSettings } from './presented-message-group';
import { presentedPerson } from './presented-person';

const inGroup = { message_group_uuid: z.uuid() };

/** A change of a message, with the message as it is now. */
export const presentedRevisionEvent = presentedRevision.extend(inGroup);
export type PresentedRevisionEvent = z.infer<typeof presentedRevisionEvent>;

/** How far somebody has come: oneself on any device, or another member whose receipts one sees. */
export const presentedReadEvent = presentedReceipt.extend(inGroup);
export type PresentedReadEvent = z.infer<typeof presentedReadEvent>;

/** How far a conversation is: whoever knows less of it asks for its changes, and for its row. */
export const presentedGroupState = z.strictObject({
  uuid: z.uuid(),
  last_number: z.int().min(0),
  revision: z.int().min(0),
  last_read_number: z.int().min(0),
});
export type PresentedGroupState = z.infer<typeof presentedGroupState>;

/** Who is typing, for some seconds from now. */
export const presentedTyping = z.strictObject({ ...inGroup, uuid: z.uuid() });
export type PresentedTyping = z.infer<typeof presentedTyping>;

/** What is to be read again. `list`: markers, receipts, settings; `all`: each conversation that the client keeps, too. */
export const presentedState = z.strictObject({ read: z.enum(['list', 'all']) });
export type PresentedState = z.infer<typeof presentedState>;

/** `behind`: what happens now is told later. */
export const presentedHeartbeat = z.strictObject({ behind: z.boolean() });
export type PresentedHeartbeat = z.infer<typeof presentedHeartbeat>;

export const BYE_REASONS = ['token', 'account', 'stopping', 'slow', 'lost'] as const;

/** The stream ends, and may be opened again after `retry_ms`; `token`: by a new token. */
export const presentedBye = z.strictObject({ reason: z.enum(BYE_REASONS), retry_ms: z.int().min(0) });
export type PresentedBye = z.infer<typeof presentedBye>;

/** The data of each event of `GET /api/events`, by its name. */
export const LIVE_EVENT_DATA = {
  message: presentedSentMessage,
  message_edited: presentedRevisionEvent,
  message_deleted: presentedRevisionEvent,
  reaction: presentedRevisionEvent,
  read: presentedReadEvent,
  message_group: presentedGroupState,
  profile: presentedPerson,
  settings: presentedSettings,
  typing: presentedTyping,
  state: presentedState,
  heartbeat: presentedHeartbeat,
  bye: presentedBye,
} as const;

export type LiveEventName = keyof typeof LIVE_EVENT_DATA;

export type LiveEvent = {
  [Name in LiveEventName]: { event: Name; data: z.infer<(typeof LIVE_EVENT_DATA)[Name]> };
}[LiveEventName];

const liveEvent = <Name extends LiveEventName>(name: Name, told: string) =>
  z.strictObject({ id: z.string(), event: z.literal(name), data: LIVE_EVENT_DATA[name] }).describe(told);

/** An event with the cursor of who has taken it, and all before it. */
export const presentedLiveEvent = z.discriminatedUnion('event', [
  liveEvent('message', 'A message, or another entry of a conversation.'),
  liveEvent('message_edited', 'A message has another text, and is told as it is now.'),
  liveEvent('message_deleted', 'A message is deleted.'),
  liveEvent('reaction', 'Somebody has reacted to a message, or takes that back.'),
  liveEvent('read', 'How far somebody has come: oneself on any device, others as receipts tell it.'),
  liveEvent('message_group', 'How far a conversation is. Who has less asks for its changes, and reads its row again.'),
  liveEvent('profile', "The caller's own, changed on another device."),
  liveEvent('settings', "The caller's own, changed on another device."),
  liveEvent('typing', 'Who is typing, for some seconds from now.'),
  liveEvent('state', 'What is to be read again: the list, or each conversation that is kept, too.'),
  liveEvent('heartbeat', 'At once, then every 20 s. It moves the cursor.'),
  liveEvent('bye', 'The stream ends.'),
]);

/** The answer to a long poll: what has happened, and from where to ask on. */
export const presentedLiveEvents = z.strictObject({ events: z.array(presentedLiveEvent), cursor: z.string() });
export type PresentedLiveEvents = z.infer<typeof presentedLiveEvents>;

/** The header of a list from which its events go on. */
export const EVENT_CURSOR_HEADER = 'event-cursor';
