import {
  CruddurClient,
  IndexedDbOutboxStore,
  LiveStore,
  type MessageToSend,
  Outbox,
  type OutboxEntry,
  type Profile,
  untilAnswered,
  WakeablePause,
} from '@cruddur/client';
import { type Session, SignedOut } from '../session/session';
import { Changes } from './changes';
import { Connectivity } from './connectivity';
import { Refused } from './refused';

/** What is delayed by the service alone is tried again this soon. */
const LONGEST_PAUSE_MS = 8_000;

/** All that the page has of one person: their client, what it shows of the service, and what they have not sent yet. */
export class Chat {
  readonly changes = new Changes();
  readonly refused = new Refused(this.changes.tell);
  readonly store: LiveStore;
  /** Messages of which a try was not answered. */
  private readonly delayed = new Set<string>();
  /** Set by `open`, before anybody has the chat. */
  private outbox!: Outbox;

  private constructor(
    readonly client: CruddurClient,
    readonly profile: Profile,
    readonly connectivity: Connectivity,
    /** Ends the chat, and says why. */
    private readonly closing: AbortController,
  ) {
    connectivity.tellTo({
      ask: () => client.readProfile({}),
      onChange: this.changes.tell,
      onWake: () => this.outbox.retryNow(),
    });
    this.store = new LiveStore({
      client,
      ownUuid: profile.uuid,
      events: (options) => client.sharedEvents(profile.uuid, options),
      pending: () => this.outbox.pending(),
      onChange: this.changes.tell,
    });
  }

  /** How many messages wait to be sent. */
  get waiting(): number {
    return this.outbox.pending().length;
  }

  /** Whether they wait for longer than usual. */
  get isDelayed(): boolean {
    return this.connectivity.isOffline || this.outbox.pending().some(({ key }) => this.delayed.has(key));
  }

  /**
   * Waits for a service that is away. The chat ends when `closing` is aborted, also by the chat itself.
   * @throws CruddurError when the service refuses the person, and the reason of `closing`.
   */
  static async open(session: Session, closing: AbortController, onDelayed: () => void): Promise<Chat> {
    const { signal } = closing;
    const connectivity = new Connectivity(signal, new WakeablePause());
    const token = () =>
      session.accessToken().catch((error: unknown) => {
        if (error instanceof SignedOut) closing.abort(error);
        else connectivity.isAway();
        throw error;
      });
    const client = new CruddurClient({ url: location.origin, token, fetch: connectivity.fetch });
    const patience = { signal, onDelayed, pause: connectivity.pause, pauses: { longestMs: LONGEST_PAUSE_MS } };
    const { body: profile } = await untilAnswered(() => client.readProfile({}, { signal }), patience);
    const store = await IndexedDbOutboxStore.open(`outbox of ${profile.uuid}`);
    signal.throwIfAborted();
    const chat = new Chat(client, profile, connectivity, closing);
    chat.outbox = await Outbox.open({
      client,
      store,
      pauses: { longestMs: LONGEST_PAUSE_MS },
      onSent: (_entry, message) => chat.store.sent(message),
      onRefused: (entry, error) => chat.refused.add(entry, error),
      onDelayed: ({ key }, error) => {
        if (error.status === 401 && !error.retriable) closing.abort(error);
        if (error.status === 0 || error.status >= 500) chat.delayed.add(key);
        chat.changes.tell();
      },
    });
    signal.addEventListener('abort', () => void chat.outbox.close().then(() => store.close()));
    if (signal.aborted) void chat.outbox.close();
    return chat;
  }

  /** Follows what happens. @throws CruddurError when it is refused for good, and the reason for which the chat ends. */
  async run(): Promise<void> {
    const { signal } = this.closing;
    const { pause } = this.connectivity;
    await this.store.run({ signal, pause, pauses: { longestMs: LONGEST_PAUSE_MS } });
  }

  /** Resolves when the message outlives the page. */
  async send(message: MessageToSend): Promise<void> {
    const adding = this.outbox.add(message);
    this.changes.tell();
    await adding;
  }

  /** Sends what was refused once more, as a new message. */
  async sendAgain({ key, message }: OutboxEntry): Promise<void> {
    this.refused.forget(key);
    await this.send(message);
  }
}
