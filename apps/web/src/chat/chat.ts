import {
  CruddurClient,
  type EventsOptions,
  IndexedDbOutboxStore,
  type LiveEvent,
  LiveStore,
  type MessageToSend,
  Outbox,
  type OutboxEntry,
  type Profile,
  type SentMessage,
  untilAnswered,
  WakeablePause,
} from '@cruddur/client';
import { Blocks } from './blocks';
import { LastEntries } from './last-entries';
import { LongList } from './long-list';
import { Requests } from './requests';
import { type Session, SignedOut } from '../session/session';
import { Changes } from '../ui/changes';
import { helpOf } from '../ui/help-of';
import { Connectivity } from './connectivity';
import { Drafts } from './drafts';
import { ReceivedMarks } from './received-marks';
import { Refused } from './refused';
import { UnreadTotal } from './unread-total';

/** What is delayed by the service alone is tried again this soon. */
const LONGEST_PAUSE_MS = 8_000;

/** All that the page has of one person: their client, what it shows of the service, and what they have not sent yet. */
export class Chat {
  readonly changes = new Changes();
  readonly refused: Refused;
  readonly store: LiveStore;
  readonly lastEntries: LastEntries;
  readonly longList: LongList;
  readonly unread: UnreadTotal;
  readonly requests: Requests;
  readonly blocks: Blocks;
  /** First messages of which a part of the page waits to be told what comes of them. */
  private readonly begun = new Set<MessageToSend>();
  readonly drafts: Drafts;
  /** Messages of which a try was not answered. */
  private readonly delayed = new Set<string>();
  /** Set by `open`, before anybody has the chat. */
  private outbox!: Outbox;

  private constructor(
    readonly client: CruddurClient,
    public profile: Profile,
    readonly connectivity: Connectivity,
    /** Ends the chat, and says why. */
    private readonly closing: AbortController,
  ) {
    this.drafts = new Drafts(localStorage, profile.uuid);
    this.refused = new Refused(sessionStorage, profile.uuid, this.changes.tell);
    connectivity.tellTo({
      ask: () => client.readProfile({}),
      onChange: this.changes.tell,
      onWake: () => this.outbox.retryNow(),
    });
    this.store = new LiveStore({
      client,
      ownUuid: profile.uuid,
      events: (options) => this.heard(options),
      pending: () => this.outbox.pending(),
      onChange: this.changes.tell,
    });
    this.lastEntries = new LastEntries(client, this.changes.tell);
    this.longList = new LongList(client, this.store);
    this.unread = new UnreadTotal(client, this.store, this.longList, this.changes.tell, closing.signal);
    this.changes.watch(() => this.unread.look());
    this.requests = new Requests(client, this.store, this.changes.tell);
    this.blocks = new Blocks(client, this.changes.tell);
    const received = new ReceivedMarks(client, this.store);
    this.changes.watch(() => received.look());
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
      onSent: (_entry, message) => {
        chat.lastEntries.know(message);
        chat.store.sent(message);
      },
      onRefused: (entry, error) => {
        if (!chat.begun.has(entry.message)) chat.refused.add(entry, helpOf(error));
      },
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
    this.requests.watch(signal);
    await this.store.run({ signal, pause, pauses: { longestMs: LONGEST_PAUSE_MS } });
  }

  /** Resolves when the message outlives the page. */
  async send(message: MessageToSend): Promise<void> {
    const adding = this.outbox.add(message);
    this.changes.tell();
    await adding;
  }

  /** Resolves when the message is stored. @throws CruddurError when it is refused for good; nobody else is told then. */
  async begin(message: MessageToSend): Promise<SentMessage> {
    this.begun.add(message);
    return this.outbox.send(message);
  }

  /** One's own name and the rest, as they are from now on. */
  setProfile(profile: Profile): void {
    this.profile = profile;
    this.changes.tell();
  }

  /** Sends what was refused once more, as a new message. */
  async sendAgain({ key, message }: OutboxEntry): Promise<void> {
    this.refused.forget(key);
    await this.send(message);
  }

  /** The events, once those who keep something beside the store have heard them. */
  private async *heard(options: EventsOptions): AsyncGenerator<LiveEvent, void> {
    for await (const event of this.client.sharedEvents(this.profile.uuid, options)) {
      if (event.event === 'message') this.lastEntries.know(event.data);
      if (event.event === 'profile' && event.data.uuid === this.profile.uuid)
        this.profile = { ...this.profile, ...event.data };
      if (event.event === 'state') {
        void this.requests.read();
        void this.longList.readAgain();
      }
      yield event;
    }
  }
}
