import { type Patience, untilAnswered } from '../calls/patience.js';
import type { Message, MessageGroup, Receipt, SentMessage, Settings } from '../generated/api.js';
import type { EventsOptions } from '../live/follow-events.js';
import type { LiveEvent } from '../live/live-event.js';
import type { OutboxEntry } from '../outbox/outbox-store.js';
import { LiveList } from './live-list.js';
import { LiveReceipts } from './live-receipts.js';
import type { LiveStoreOptions } from './live-store-options.js';
import { OpenConversations } from './open-conversations.js';
import { PatientReader } from './patient-reader.js';
import type { MessageRevision } from './told-row.js';
import { TypingPeople } from './typing-people.js';

/** A line of a conversation: a message, or one's own that is not sent yet. */
export type Shown = { message: Message } | { unsent: OutboxEntry };

/** What a page shows: the list, conversations that are open, and what is not sent yet, brought up to date by events. */
export class LiveStore {
  private readonly reader = new PatientReader();
  private readonly typing = new TypingPeople();
  private readonly rows: LiveList;
  private readonly receipts: LiveReceipts;
  private readonly conversations: OpenConversations;
  private patience: Patience = {};
  private chosen: Settings | undefined;

  constructor(private readonly options: LiveStoreOptions) {
    const { client, ownUuid } = options;
    const changed = () => this.changed();
    this.rows = new LiveList(client, ownUuid, this.reader, changed);
    this.receipts = new LiveReceipts(client, this.reader, changed);
    this.conversations = new OpenConversations(client, this.receipts, this.reader, changed);
  }

  /** What is not archived, the most recent first. */
  get list(): MessageGroup[] {
    return this.rows.listed(false);
  }

  get archivedList(): MessageGroup[] {
    return this.rows.listed(true);
  }

  /** The row of one conversation, archived or not. */
  group(uuid: string): MessageGroup | undefined {
    return this.rows.row(uuid);
  }

  get settings(): Settings | undefined {
    return this.chosen;
  }

  /** What is shown of an open conversation, the oldest first; behind a gap, until it is filled, nothing but one's own. */
  shownIn(uuid: string): Shown[] {
    const { entries = [], number = 0 } = this.conversations.of(uuid) ?? {};
    const isShown = (entry: Message): boolean => entry.number <= number || entry.user_uuid === this.options.ownUuid;
    const unsent = (this.options.pending?.() ?? []).filter(({ message }) => this.rows.isInto(uuid, message));
    return [...entries.filter(isShown).map((message) => ({ message })), ...unsent.map((entry) => ({ unsent: entry }))];
  }

  /** Whether there may be messages before those that are shown. */
  hasOlderIn(uuid: string): boolean {
    return this.conversations.of(uuid)?.hasOlder ?? false;
  }

  /** How far others have come, in conversations that are open. */
  receiptsIn(uuid: string): Receipt[] {
    return this.receipts.in(uuid);
  }

  /** Who is typing now. */
  typingIn(uuid: string): string[] {
    return this.typing.in(uuid);
  }

  /**
   * Reads the list, and follows what happens until it is told to stop. What passes is waited out.
   * @throws CruddurError when it is refused for good, or the reason of the signal.
   */
  async run(options: EventsOptions = {}): Promise<void> {
    const { client, events = (given) => client.events(given) } = this.options;
    this.patience = options;
    this.reader.readBy(options);
    const since = await untilAnswered(() => this.readList(), options);
    for await (const event of events({ since, ...options })) this.take(event);
  }

  /**
   * Keeps a conversation from its newest page, or from the first message that is unread, unless that lies far back.
   * @returns its row as it was before. @throws CruddurError when it is refused for good, or an error when it is closed meanwhile.
   */
  open(uuid: string): Promise<MessageGroup> {
    return this.conversations.open(uuid, this.patience);
  }

  /** Shows an open conversation by a page further back. Throws as opening does. */
  async readOlder(uuid: string): Promise<void> {
    await this.conversations.of(uuid)?.readOlder();
    this.changed();
  }

  close(uuid: string): void {
    this.conversations.close(uuid);
  }

  /** One's own message, as the answer to its send has it: it may be shown before the event comes. */
  sent(message: SentMessage): void {
    this.take({ id: '', event: 'message', data: message });
  }

  /** Rows of the list, as answers to other calls have them. */
  listed(rows: readonly MessageGroup[]): void {
    this.rows.take(rows);
  }

  /** A message as the answer to one's own change of it has it, likewise. */
  changedBySelf({ message_group_uuid, ...message }: SentMessage): void {
    this.takeRevision(message_group_uuid, { revision: message.revision, number: message.number, message });
    this.changed();
  }

  /** In any order, and more than once. */
  take(event: LiveEvent): void {
    switch (event.event) {
      case 'message':
        this.takeMessage(event.data);
        break;
      case 'message_edited':
      case 'message_deleted':
      case 'reaction':
        this.takeRevision(event.data.message_group_uuid, event.data);
        break;
      case 'read':
        this.takeRead(event.data.message_group_uuid, event.data);
        break;
      case 'message_group':
        this.rows.readRow(event.data.uuid, event.data.last_number, event.data.revision);
        this.conversations.catchUp(event.data.uuid);
        break;
      case 'profile':
        this.rows.rename(event.data);
        break;
      case 'settings':
        this.chosen = event.data;
        break;
      case 'typing':
        this.typing.begin(event.data.message_group_uuid, event.data.uuid);
        break;
      case 'state':
        this.reader.read('list', async () => void (await this.readList()));
        this.conversations.readAgain(event.data.read === 'all');
        break;
    }
    this.changed();
  }

  private takeMessage({ message_group_uuid: uuid, ...message }: SentMessage): void {
    this.typing.end(uuid, message.user_uuid);
    this.conversations.take(uuid, message);
    this.rows.takeMessage(uuid, message);
  }

  private takeRevision(uuid: string, told: MessageRevision): void {
    this.conversations.take(uuid, told.message, told.revision);
    this.rows.takeRevision(uuid, told);
  }

  private takeRead(uuid: string, receipt: Receipt): void {
    if (receipt.uuid === this.options.ownUuid) this.rows.takeOwnMarker(uuid, receipt);
    else this.receipts.take(uuid, receipt);
  }

  /** The list, and what one has chosen. */
  private async readList(): Promise<string | undefined> {
    const cursor = await this.rows.read();
    this.chosen = (await this.options.client.readSettings()).body;
    this.changed();
    return cursor;
  }

  private changed(): void {
    this.options.onChange?.();
  }
}
