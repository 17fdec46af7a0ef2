import { CruddurError } from '../calls/cruddur-error.js';
import { type Patience, untilAnswered } from '../calls/patience.js';
import { sendKey } from '../calls/send-key.js';
import { WakeablePause } from '../calls/wakeable-pause.js';
import type { Api, MessageToSend, SentMessage } from '../generated/api.js';
import { Destinations } from './destinations.js';
import type { OutboxEntry, OutboxStore } from './outbox-store.js';

export interface OutboxOptions {
  /** Of the person whose store it is: what another has left in it would be sent under this one's name. */
  client: Pick<Api, 'sendMessage'>;
  store: OutboxStore;
  onSent?: ((entry: OutboxEntry, message: SentMessage) => void) | undefined;
  /** Told of what was refused for good, which is no longer in the outbox. */
  onRefused?: ((entry: OutboxEntry, error: CruddurError) => void) | undefined;
  /** Told of each try that has failed, and will be repeated. With status 401, somebody has to sign in again. */
  onDelayed?: ((entry: OutboxEntry, error: CruddurError) => void) | undefined;
  pauses?: Patience['pauses'];
}

interface Waiter {
  resolve: (message: SentMessage) => void;
  reject: (error: unknown) => void;
}

interface Item {
  entry: OutboxEntry;
  stored: Promise<void>;
  /** Left by another process, which may also have taken it up again. */
  found: boolean;
  sending: boolean;
  waiter?: Waiter | undefined;
}

/**
 * Sends each message once, in the order in which messages of a conversation were added, until each is answered or refused
 * for good. What is not answered yet outlives the process in the store, and is sent when an outbox is opened on it again.
 */
export class Outbox {
  private readonly items: Item[] = [];
  private readonly deliveries = new Set<Promise<void>>();
  private readonly destinations = new Destinations();
  private readonly closing = new AbortController();
  private readonly pauses = new WakeablePause();
  private lastPosition = 0;

  private constructor(private readonly options: OutboxOptions) {}

  /** Begins to send what the store still has. */
  static async open(options: OutboxOptions): Promise<Outbox> {
    const outbox = new Outbox(options);
    const entries = await options.store.list();
    for (const entry of entries.sort((one, other) => one.position - other.position)) {
      outbox.lastPosition = entry.position;
      outbox.items.push({ entry, stored: Promise.resolve(), found: true, sending: false });
    }
    outbox.advance();
    return outbox;
  }

  /** Resolves when the message is in the store; `onSent` or `onRefused` is told what comes of it. */
  async add(message: MessageToSend): Promise<OutboxEntry> {
    const { entry, stored } = this.take(message);
    await stored;
    return entry;
  }

  /** Resolves when the message is answered. @throws CruddurError when it is refused for good. */
  send(message: MessageToSend): Promise<SentMessage> {
    return new Promise((resolve, reject) => this.take(message, { resolve, reject }));
  }

  /** What is not answered yet, in its order. */
  pending(): OutboxEntry[] {
    return this.items.map(({ entry }) => entry);
  }

  /** Ends all pauses: for when the network is back, or somebody has signed in. */
  retryNow(): void {
    this.pauses.wake();
  }

  /** Stops sending. What is not answered stays in the store; who waits for it is told that it was not. */
  async close(): Promise<void> {
    this.closing.abort(new Error('the outbox was closed; what it has is sent when it is opened again'));
    await Promise.all(this.deliveries);
  }

  private take(message: MessageToSend, waiter?: Waiter): Item {
    this.closing.signal.throwIfAborted();
    this.lastPosition = Math.max(this.lastPosition + 1, Date.now());
    const entry = { key: sendKey(), position: this.lastPosition, message };
    const stored = this.options.store.put(entry);
    const item = { entry, stored, waiter, found: false, sending: false };
    this.items.push(item);
    stored.catch((error: unknown) => {
      waiter?.reject(error);
      this.leave(item);
    });
    this.advance();
    return item;
  }

  private leave(item: Item): void {
    const place = this.items.indexOf(item);
    if (place >= 0) this.items.splice(place, 1);
    this.advance();
  }

  /** Begins to send whatever waits for nothing any more. */
  private advance(): void {
    if (this.closing.signal.aborted) return;
    for (const [place, item] of this.items.entries()) {
      if (item.sending || this.items.slice(0, place).some((earlier) => this.holds(earlier, item))) continue;
      item.sending = true;
      const delivery = this.deliver(item).finally(() => {
        this.deliveries.delete(delivery);
        this.leave(item);
      });
      this.deliveries.add(delivery);
    }
  }

  private holds({ entry: earlier }: Item, { entry }: Item): boolean {
    return this.destinations.mayBeOne(earlier.message, entry.message);
  }

  private async deliver(item: Item): Promise<void> {
    const { entry, waiter } = item;
    try {
      await item.stored;
      const sent = await untilAnswered(() => this.attempt(item), {
        pauses: this.options.pauses,
        signal: this.closing.signal,
        passes: isPassing,
        onDelayed: (error) => this.delayed(item, error),
        pause: this.pauses.pause,
      });
      if (!sent) return;
      this.destinations.learn(entry.message, sent.message_group_uuid);
      waiter?.resolve(sent);
      queueMicrotask(() => this.options.onSent?.(entry, sent));
    } catch (error) {
      waiter?.reject(error);
      if (error instanceof CruddurError) queueMicrotask(() => this.options.onRefused?.(entry, error));
    }
  }

  /** One try. What is answered leaves the store after that, since a repetition with its key does no harm. */
  private async attempt({ entry, found }: Item): Promise<SentMessage | undefined> {
    const { client, store } = this.options;
    if (found && !(await kept(store.get(entry.key)))) return undefined;
    const request = { 'Idempotency-Key': entry.key, body: entry.message };
    const answer = await client.sendMessage(request, { signal: this.closing.signal }).catch(async (error: unknown) => {
      if (error instanceof CruddurError && !isPassing(error)) await kept(store.delete(entry.key));
      throw error;
    });
    await kept(store.delete(entry.key));
    return answer.body;
  }

  private delayed({ entry }: Item, error: CruddurError): void {
    if (error.codes.includes('rate_limited_start')) {
      // It would start the conversation, so it is for none that exists, and holds none up.
      this.destinations.learn(entry.message, null);
      this.advance();
    }
    queueMicrotask(() => this.options.onDelayed?.(entry, error));
  }
}

/** Who is not signed in any more will be again: the message is not refused. */
const isPassing = (error: CruddurError): boolean => error.retriable || error.status === 401;

/** A store that fails is waited for, as a service is. */
const kept = <Value>(work: Promise<Value>): Promise<Value> =>
  work.catch((cause: unknown) => {
    throw new CruddurError('the store of the outbox has failed', { cause });
  });
