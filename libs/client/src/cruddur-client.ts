import { Connection, type ConnectionOptions } from './calls/connection.js';
import { type Direction, pagesFrom } from './calls/pages.js';
import { type Patience, untilAnswered } from './calls/patience.js';
import { sendKey } from './calls/send-key.js';
import { ConversationCopy, type KnownEntries } from './conversation/conversation-copy.js';
import {
  Api,
  type GroupToStart,
  type Message,
  type MessageGroup,
  type MessageToSend,
  type SentMessage,
} from './generated/api.js';
import type { EventWays } from './live/event-ways.js';
import { type EventsOptions, followEvents } from './live/follow-events.js';
import type { LiveEvent } from './live/live-event.js';
import { shareEvents, type SharedEventsOptions } from './live/share-events.js';
import type { Answer, CallOptions, MakeCall } from './transport/call.js';

export interface SendOptions extends Patience {
  /** Says which message or group it is: sent again with the same key, it is stored once. */
  key?: string | undefined;
}

const EVENTS = '/api/events';

/** As many changes as an answer may have. */
const PAGE = 200;

/** Cruddur Messages as one person calls it. */
export class CruddurClient extends Api {
  private readonly make: MakeCall;
  private readonly eventWays: EventWays;

  constructor(options: ConnectionOptions) {
    const connection = new Connection(options);
    const make: MakeCall = (...call) => connection.call(...call);
    super(make);
    this.make = make;
    this.eventWays = {
      open: (since, signal) => connection.open(EVENTS, { since }, signal),
      poll: async (since, wait, signal) => {
        const request = since === undefined ? { wait } : { since, wait };
        return (await this.readEvents(request, { signal, waitMs: wait * 1_000 })).body;
      },
    };
  }

  /** Sends a message once, however often that must be tried until it is answered. An `Outbox` does so across restarts. */
  async send(message: MessageToSend, { key = sendKey(), ...patience }: SendOptions = {}): Promise<SentMessage> {
    const { signal } = patience;
    const attempt = () => this.sendMessage({ 'Idempotency-Key': key, body: message }, { signal });
    return (await untilAnswered(attempt, patience)).body;
  }

  /** Starts a group once, however often that must be tried until it is answered. */
  async gather(group: GroupToStart, { key = sendKey(), ...patience }: SendOptions = {}): Promise<MessageGroup> {
    const { signal } = patience;
    const attempt = () => this.startGroup({ 'Idempotency-Key': key, body: group }, { signal });
    return (await untilAnswered(attempt, patience)).body;
  }

  /** A copy of a conversation; of all of it, unless it goes on from what is known. */
  copyOf(message_group_uuid: string, known?: KnownEntries<Message>): ConversationCopy<Message> {
    const readChanges = async (after: { number: number; revision: number }) => {
      const place = { after_number: after.number, after_revision: after.revision };
      return (await this.readChanges({ message_group_uuid, ...place, limit: PAGE })).body;
    };
    return new ConversationCopy(readChanges, known);
  }

  /** Everything that happens to the caller, for as long as it is waited for: `for await (const event of client.events())`. */
  events(options?: EventsOptions): AsyncGenerator<LiveEvent, void> {
    return followEvents(this.eventWays, options);
  }

  /** The same in a page, where all that have one name, such as the user's uuid, have one stream together. */
  sharedEvents(name: string, options: SharedEventsOptions = {}): AsyncGenerator<LiveEvent, void> {
    return shareEvents(name, this.eventWays, options);
  }

  /** Walks from a page of a list to its end, as in `client.pages(await client.listMessageGroups(), 'next')`. */
  pages<Entry>(first: Answer<Entry[]>, direction: Direction, options?: CallOptions): AsyncGenerator<Entry[], void> {
    return pagesFrom(first, direction, this.make, options);
  }
}
