import type { Api } from '../generated/api.js';
import type { EventsOptions } from '../live/follow-events.js';
import type { LiveEvent } from '../live/live-event.js';
import type { OutboxEntry } from '../outbox/outbox-store.js';
import type { ConversationClient } from './open-conversation.js';

/** What a store asks of a client. */
export interface StoreClient
  extends ConversationClient, Pick<Api, 'listMessageGroups' | 'readReceipts' | 'readSettings'> {
  events(options: EventsOptions): AsyncIterable<LiveEvent>;
}

export interface LiveStoreOptions {
  client: StoreClient;
  /** Of the person whose store it is. */
  ownUuid: string;
  /** Where events come from, such as `client.sharedEvents`; by default a stream of this store alone. */
  events?: ((options: EventsOptions) => AsyncIterable<LiveEvent>) | undefined;
  /** Of an outbox: what is not sent yet. */
  pending?: (() => OutboxEntry[]) | undefined;
  /** Told whenever a page may show something else. */
  onChange?: (() => void) | undefined;
}
