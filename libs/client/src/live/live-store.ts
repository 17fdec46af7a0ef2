import type { Api, Message, MessageGroup, MessageToSend, Receipt, SentMessage, Settings } from '../generated/api.js';
import type { OutboxEntry } from '../outbox/outbox-store.js';
import { CruddurError } from '../calls/cruddur-error.js';
import { type Patience, untilAnswered } from '../calls/patience.js';
import type { EventsOptions } from './follow-events.js';
import type { LiveEvent } from './live-event.js';
import { type ConversationClient, OpenConversation } from './open-conversation.js';
import { PatientReader } from './patient-reader.js';

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

/** A line of a conversation: a message, or one's own that is not sent yet. */
export type Shown = { message: Message } | { unsent: OutboxEntry };

/** The beginning of a message that a list shows. */
const PREVIEW_CHARACTERS = 256;
const MANY = 100;
const LIST = 200;
const TYPING_MS = 6_000;

/** What a page shows: the list, conversations that are open, and what is not sent yet, brought up to date by events. */
export class LiveStore {
  private readonly groups = new Map<string, MessageGroup>();
  private readonly conversations = new Map<string, OpenConversation>();
  private readonly read = new Map<string, Map<string, Receipt>>();
  private readonly typing = new Map<string, Map<string, number>>();
  private readonly reader: PatientReader;
  private patience: Patience = {};
  private chosen: Settings | undefined;

  constructor(private readonly options: LiveStoreOptions) {
    this.reader = new PatientReader();
  }

  /** What is not archived, the most recent first. */
  get list(): MessageGroup[] {
    return [...this.groups.values()].filter(({ archived }) => !archived).sort(byRecency);
  }

  get archivedList(): MessageGroup[] {
    return [...this.groups.values()].filter(({ archived }) => archived).sort(byRecency);
  }

  /** The row of one conversation, archived or not. */
  group(uuid: string): MessageGroup | undefined {
    return this.groups.get(uuid);
  }

  get settings(): Settings | undefined {
    return this.chosen;
  }

  /** What is shown of an open conversation, the oldest first; behind a gap, until it is filled, nothing but one's own. */
  shownIn(uuid: string): Shown[] {
    const { entries = [], number = 0 } = this.conversations.get(uuid) ?? {};
    const isShown = (entry: Message): boolean => entry.number <= number || entry.user_uuid === this.options.ownUuid;
    const unsent = (this.options.pending?.() ?? []).filter(({ message }) => this.isInto(uuid, message));
    return [...entries.filter(isShown).map((message) => ({ message })), ...unsent.map((entry) => ({ unsent: entry }))];
  }

  /** Whether there may be messages before those that are shown. */
  hasOlderIn(uuid: string): boolean {
    return this.conversations.get(uuid)?.hasOlder ?? false;
  }

  /** How far others have come, in conversations that are open. */
  receiptsIn(uuid: string): Receipt[] {
    return [...(this.read.get(uuid)?.values() ?? [])];
  }

  /** Who is typing now. */
  typingIn(uuid: string): string[] {
    const now = Date.now();
    return [...(this.typing.get(uuid) ?? [])].flatMap(([user, until]) => (until > now ? [user] : []));
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
  async open(uuid: string): Promise<MessageGroup> {
    this.close(uuid);
    const conversation = new OpenConversation(this.options.client, uuid, this.patience);
    this.conversations.set(uuid, conversation);
    const row = await conversation.read();
    this.readReceipts(uuid);
    if (conversation.isBehind) this.catchUp(uuid);
    this.changed();
    return row;
  }

  /** Shows an open conversation by a page further back. Throws as opening does. */
  async readOlder(uuid: string): Promise<void> {
    await this.conversations.get(uuid)?.readOlder();
    this.changed();
  }

  close(uuid: string): void {
    this.conversations.get(uuid)?.close();
    this.conversations.delete(uuid);
  }

  /** One's own message, as the answer to its send has it: it may be shown before the event comes. */
  sent(message: SentMessage): void {
    this.take({ id: '', event: 'message', data: message });
  }

  /** Rows of the list, as answers to other calls have them. */
  listed(rows: readonly MessageGroup[]): void {
    for (const row of rows) if (!this.takeRow(row)) this.readRow(row.uuid, 0, 0);
    this.changed();
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
        this.readRow(event.data.uuid, event.data.last_number, event.data.revision);
        this.catchUp(event.data.uuid);
        break;
      case 'profile':
        this.rename(event.data);
        break;
      case 'settings':
        this.chosen = event.data;
        break;
      case 'typing':
        this.typingOf(event.data.message_group_uuid).set(event.data.uuid, Date.now() + TYPING_MS);
        break;
      case 'state':
        this.reader.read('list', async () => void (await this.readList()));
        for (const uuid of this.conversations.keys()) {
          this.readReceipts(uuid);
          if (event.data.read === 'all') this.catchUp(uuid);
        }
        break;
    }
    this.changed();
  }

  private takeMessage({ message_group_uuid: uuid, ...message }: SentMessage): void {
    this.typingOf(uuid).delete(message.user_uuid);
    if (this.conversations.get(uuid)?.takeNext(message) === false) this.catchUp(uuid);
    const row = this.groups.get(uuid);
    if (!row) return this.readRow(uuid, message.number, 0);
    if (message.number <= row.last_number) return;
    const isOwn = message.user_uuid === this.options.ownUuid;
    const isCounted = message.kind === 'message' && !isOwn;
    this.groups.set(uuid, {
      ...row,
      message: preview(message.message),
      created_at: message.created_at,
      last_number: message.number,
      last_kind: message.kind,
      ...(isOwn && { last_read_number: message.number, last_received_number: message.number }),
      unread_count: isOwn ? 0 : Math.min(row.unread_count + (isCounted ? 1 : 0), MANY),
    });
    if (message.membership || row.archived) this.readRow(uuid, message.number, message.revision);
  }

  private takeRevision(
    uuid: string,
    { revision, number, message }: { revision: number; number: number; message: Message },
  ): void {
    if (this.conversations.get(uuid)?.takeNext(message, revision) === false) this.catchUp(uuid);
    const row = this.groups.get(uuid);
    if (!row || revision <= row.revision) return;
    const isLast = number === row.last_number;
    this.groups.set(uuid, { ...row, revision, ...(isLast && { message: preview(message.message) }) });
    if (message.deleted_at !== null && number > row.last_read_number) this.readRow(uuid, row.last_number, revision);
  }

  private takeRead(uuid: string, { uuid: user, ...marker }: Receipt): void {
    const row = this.groups.get(uuid);
    if (user !== this.options.ownUuid) {
      const known = this.read.get(uuid) ?? new Map<string, Receipt>();
      this.read.set(uuid, known.set(user, furthest({ uuid: user, ...marker }, known.get(user))));
    } else if (row) {
      const isAll = marker.last_read_number >= row.last_number;
      this.groups.set(uuid, { ...row, ...marker, ...(isAll && { unread_count: 0 }) });
      if (!isAll) this.readRow(uuid, row.last_number, row.revision);
    }
  }

  private rename({ uuid, handle, display_name }: { uuid: string; handle: string; display_name: string }): void {
    for (const [group, row] of this.groups) {
      if (!row.members.some((member) => member.uuid === uuid)) continue;
      const members = row.members.map((member) => (member.uuid === uuid ? { uuid, handle, display_name } : member));
      const names = row.name ?? members.map((member) => member.display_name).join(', ');
      this.groups.set(group, { ...row, members, display_name: names, handle: row.handle && handle });
    }
  }

  /** Reads what an open conversation lacks; what is being opened looks once more when it is. */
  private catchUp(uuid: string): void {
    const conversation = this.conversations.get(uuid);
    if (!conversation) return;
    this.reader.read(`changes ${uuid}`, async () => {
      await conversation.catchUp();
      this.changed();
    });
  }

  /** Reads a row of the list again, until it shows what is known of it: an event may come before its row has moved. */
  private readRow(uuid: string, number: number, revision: number): void {
    this.reader.read(`row ${uuid}`, async () => {
      const row = await this.options.client.readMessageGroup({ message_group_uuid: uuid }).catch(whereThereIsNone);
      if (!row) return false;
      const { body } = row;
      const isNew = this.takeRow(body);
      this.changed();
      return isNew && body.last_number >= number && body.revision >= revision;
    });
  }

  private readReceipts(uuid: string): void {
    this.reader.read(`receipts ${uuid}`, async () => {
      const { body } = await this.options.client.readReceipts({ message_group_uuid: uuid });
      const known = this.read.get(uuid);
      this.read.set(uuid, new Map(body.map((receipt) => [receipt.uuid, furthest(receipt, known?.get(receipt.uuid))])));
      this.changed();
    });
  }

  private async readList(): Promise<string | undefined> {
    const { client } = this.options;
    const before = [...this.groups.keys()];
    const { body: usual, headers } = await client.listMessageGroups({ limit: LIST });
    const { body: archived } = await client.listMessageGroups({ limit: LIST, archived: 'true' });
    const rows = [...usual, ...archived];
    this.listed(rows);
    const listed = new Set(rows.map(({ uuid }) => uuid));
    // What is in no list has none, unless there is more than was asked for.
    const isWhole = usual.length < LIST && archived.length < LIST;
    if (isWhole) for (const uuid of before) if (!listed.has(uuid)) this.readRow(uuid, 0, 0);
    this.chosen = (await client.readSettings()).body;
    this.changed();
    return headers.get('event-cursor') ?? undefined;
  }

  /** @returns whether it is as new as what events have told already; else it is left. */
  private takeRow(row: MessageGroup): boolean {
    const known = this.groups.get(row.uuid);
    const isNew = !known || (row.last_number >= known.last_number && row.revision >= known.revision);
    if (isNew) this.groups.set(row.uuid, row);
    return isNew;
  }

  private isInto(uuid: string, message: MessageToSend): boolean {
    if ('message_group_uuid' in message) return message.message_group_uuid === uuid;
    const row = this.groups.get(uuid);
    return row?.kind === 'pair' && row.handle === message.handle;
  }

  private typingOf(uuid: string): Map<string, number> {
    const known = this.typing.get(uuid) ?? new Map<string, number>();
    this.typing.set(uuid, known);
    return known;
  }

  private changed(): void {
    this.options.onChange?.();
  }
}

/** Of a conversation that is told already and has no row yet. */
const whereThereIsNone = (error: unknown): undefined => {
  if (!(error instanceof CruddurError && error.status === 404)) throw error;
};

/** As lists are sorted, and of two at the same time. */
const byRecency = (one: MessageGroup, other: MessageGroup): number =>
  one.created_at < other.created_at || (one.created_at === other.created_at && one.uuid < other.uuid) ? 1 : -1;

/** Markers of others only go on. */
const furthest = (receipt: Receipt, known: Receipt | undefined): Receipt => ({
  uuid: receipt.uuid,
  last_read_number: Math.max(receipt.last_read_number, known?.last_read_number ?? 0),
  last_received_number: Math.max(receipt.last_received_number, known?.last_received_number ?? 0),
});

const preview = (text: string): string => {
  const characters = [...text];
  return characters.length > PREVIEW_CHARACTERS ? `${characters.slice(0, PREVIEW_CHARACTERS).join('')}…` : text;
};
