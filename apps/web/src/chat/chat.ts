import {
  CruddurClient,
  type CruddurError,
  type EventsOptions,
  IndexedDbOutboxStore,
  type LiveEvent,
  LiveStore,
  type MessageToSend,
  Outbox,
  type OutboxEntry,
  type Profile,
  type SentMessage,
} from '@cruddur/client';
import { Blocks } from '../people/blocks';
import { LastEntries } from '../conversations/last-entries';
import { LongList } from '../conversations/long-list';
import { Requests } from '../conversations/requests';
import { Drafts } from '../conversation/writing/drafts';
import type { Session } from '../session/session';
import { Changes } from './changes';
import { Connectivity } from './connectivity';
import { Refused } from './refused';

/** All that the page has of one person: their client, what it shows of the service, and what they have not sent yet. */
export class Chat {
  readonly changes = new Changes();
  readonly connectivity = new Connectivity(this.changes.tell);
  readonly refused = new Refused(this.changes.tell);
  readonly store: LiveStore;
  readonly lastEntries: LastEntries;
  readonly longList: LongList;
  readonly requests: Requests;
  readonly blocks: Blocks;
  /** First messages of which a part of the page waits to be told what comes of them. */
  private readonly begun = new Set<MessageToSend>();
  readonly drafts: Drafts;
  private readonly closing = new AbortController();
  /** Set by `open`, before anybody has the chat. */
  private outbox!: Outbox;

  private constructor(
    readonly client: CruddurClient,
    public profile: Profile,
  ) {
    this.drafts = new Drafts(localStorage, profile.uuid);
    this.store = new LiveStore({
      client,
      ownUuid: profile.uuid,
      events: (options) => this.heard(options),
      pending: () => this.outbox.pending(),
      onChange: () => {
        this.connectivity.isThere();
        this.changes.tell();
      },
    });
    this.lastEntries = new LastEntries(client, this.changes.tell);
    this.longList = new LongList(client, this.store);
    this.requests = new Requests(client, this.store, this.changes.tell);
    this.blocks = new Blocks(client, this.changes.tell);
  }

  /** @throws CruddurError when the service does not know the person. */
  static async open(session: Session): Promise<Chat> {
    const client = new CruddurClient({ url: location.origin, token: () => session.accessToken() });
    const { body: profile } = await client.readProfile({});
    const chat = new Chat(client, profile);
    chat.outbox = await Outbox.open({
      client,
      store: await IndexedDbOutboxStore.open(`outbox of ${profile.uuid}`),
      onSent: (_entry, message) => {
        chat.lastEntries.know(message);
        chat.store.sent(message);
      },
      onRefused: (entry, error) => {
        if (!chat.begun.has(entry.message)) chat.refused.add(entry, error);
      },
      onDelayed: (_entry, error) => chat.connectivity.isAway(error),
    });
    addEventListener('online', () => chat.outbox.retryNow(), { signal: chat.closing.signal });
    return chat;
  }

  /** Follows what happens until the chat is closed. @throws CruddurError when it is refused for good. */
  async run(): Promise<void> {
    const { signal } = this.closing;
    this.requests.watch(signal);
    await this.store.run({ signal, onDelayed: (error: CruddurError) => this.connectivity.isAway(error) });
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

  async close(): Promise<void> {
    this.closing.abort(new Error('the chat was closed'));
    this.connectivity.close();
    await this.outbox.close();
  }
}
