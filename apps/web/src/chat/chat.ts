import {
  CruddurClient,
  type CruddurError,
  IndexedDbOutboxStore,
  LiveStore,
  type MessageToSend,
  Outbox,
  type OutboxEntry,
  type Profile,
} from '@cruddur/client';
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
  readonly drafts: Drafts;
  private readonly closing = new AbortController();
  /** Set by `open`, before anybody has the chat. */
  private outbox!: Outbox;

  private constructor(
    readonly client: CruddurClient,
    readonly profile: Profile,
  ) {
    this.drafts = new Drafts(localStorage, profile.uuid);
    this.store = new LiveStore({
      client,
      ownUuid: profile.uuid,
      events: (options) => client.sharedEvents(profile.uuid, options),
      pending: () => this.outbox.pending(),
      onChange: () => {
        this.connectivity.isThere();
        this.changes.tell();
      },
    });
  }

  /** @throws CruddurError when the service does not know the person. */
  static async open(session: Session): Promise<Chat> {
    const client = new CruddurClient({ url: location.origin, token: () => session.accessToken() });
    const { body: profile } = await client.readProfile({});
    const chat = new Chat(client, profile);
    chat.outbox = await Outbox.open({
      client,
      store: await IndexedDbOutboxStore.open(`outbox of ${profile.uuid}`),
      onSent: (_entry, message) => chat.store.sent(message),
      onRefused: (entry, error) => chat.refused.add(entry, error),
      onDelayed: (_entry, error) => chat.connectivity.isAway(error),
    });
    addEventListener('online', () => chat.outbox.retryNow(), { signal: chat.closing.signal });
    return chat;
  }

  /** Follows what happens until the chat is closed. @throws CruddurError when it is refused for good. */
  async run(): Promise<void> {
    const { signal } = this.closing;
    await this.store.run({ signal, onDelayed: (error: CruddurError) => this.connectivity.isAway(error) });
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

  async close(): Promise<void> {
    this.closing.abort(new Error('the chat was closed'));
    this.connectivity.close();
    await this.outbox.close();
  }
}
