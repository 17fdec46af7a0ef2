import type { ConversationCopy, KnownEntries } from '../conversation/conversation-copy.js';
import type { Api, Message, MessageGroup, MessageToSend, Receipt, SentMessage, Settings } from '../generated/api.js';
import type { OutboxEntry } from '../outbox/outbox-store.js';
import type { EventsOptions } from './follow-events.js';
import type { LiveEvent } from './live-event.js';
import { PatientReader } from './patient-reader.js';

/** What a store asks of a client. */
export interface StoreClient extends Pick<
  Api,
  'listMessageGroups' | 'readMessageGroup' | 'readMessages' | 'readSettings'
> {
  copyOf(uuid: string, known: KnownEntries<Message>): ConversationCopy<Message>;
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
const PAGE = 50;
const LIST = 200;
const TYPING_MS = 6_000;

/** What a page shows: the list, conversations that are open, and what is not sent yet, brought up to date by events. */
export class LiveStore {
  private readonly groups = new Map<string, MessageGroup>();
  private readonly copies = new Map<string, ConversationCopy<Message>>();
  private readonly read = new Map<string, Map<string, Receipt>>();
  /** Conversations that are being opened, and whether something was told of them meanwhile. */
  private readonly opening = new Map<string, boolean>();
  private readonly typing = new Map<string, Map<string, number>>();
  private readonly reader: PatientReader;
  private chosen: Settings | undefined;

  constructor(private readonly options: LiveStoreOptions) {
    this.reader = new PatientReader();
  }

  /** The most recent first. */
  get list(): MessageGroup[] {
    return [...this.groups.values()].sort((one, other) => (one.created_at < other.created_at ? 1 : -1));
  }

  get settings(): Settings | undefined {
    return this.chosen;
  }

  /** What is shown of an open conversation, the oldest first. */
  shownIn(uuid: string): Shown[] {
    const entries = this.copies.get(uuid)?.entries ?? [];
    const unsent = (this.options.pending?.() ?? []).filter(({ message }) => isInto(uuid, message));
    return [...entries.map((message) => ({ message })), ...unsent.map((entry) => ({ unsent: entry }))];
  }

  /** How far others have come, by what was told since the store runs. */
  receiptsIn(uuid: string): Receipt[] {
    return [...(this.read.get(uuid)?.values() ?? [])];
  }

  /** Who is typing now. */
  typingIn(uuid: string): string[] {
    const now = Date.now();
    return [...(this.typing.get(uuid) ?? [])].flatMap(([user, until]) => (until > now ? [user] : []));
  }

  /** Reads the list, and follows what happens until it is told to stop. @throws the reason of the signal. */
  async run({ signal, ...options }: EventsOptions = {}): Promise<void> {
    const { client, events = (given) => client.events(given) } = this.options;
    const since = await this.readList();
    for await (const event of events({ since, ...options, signal })) this.take(event);
  }

  /** Keeps a conversation from its newest page on. */
  async open(uuid: string): Promise<void> {
    const { client } = this.options;
    this.opening.set(uuid, false);
    try {
      // The row before the page: what changes between the two is told once more, and never missed.
      const { revision } = (await client.readMessageGroup({ message_group_uuid: uuid })).body;
      const entries = (await client.readMessages({ message_group_uuid: uuid, limit: PAGE })).body;
      this.copies.set(uuid, client.copyOf(uuid, { entries, number: entries.at(-1)?.number ?? 0, revision }));
      if (this.opening.get(uuid)) this.catchUp(uuid);
    } finally {
      this.opening.delete(uuid);
    }
    this.changed();
  }

  close(uuid: string): void {
    this.copies.delete(uuid);
  }

  /** One's own message, as the answer to its send has it: it may be shown before the event comes. */
  sent(message: SentMessage): void {
    this.take({ id: '', event: 'message', data: message });
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
        if (event.data.read === 'all') for (const uuid of this.copies.keys()) this.catchUp(uuid);
        break;
    }
    this.changed();
  }

  private takeMessage({ message_group_uuid: uuid, ...message }: SentMessage): void {
    this.typingOf(uuid).delete(message.user_uuid);
    if (this.copies.get(uuid)?.takeNext(message) !== true) this.catchUp(uuid);
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
      last_read_number: isOwn ? message.number : row.last_read_number,
      unread_count: isOwn ? 0 : Math.min(row.unread_count + (isCounted ? 1 : 0), MANY),
    });
    if (message.membership || row.archived) this.readRow(uuid, message.number, message.revision);
  }

  private takeRevision(
    uuid: string,
    { revision, number, message }: { revision: number; number: number; message: Message },
  ): void {
    if (this.copies.get(uuid)?.takeNext(message, revision) !== true) this.catchUp(uuid);
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
      this.read.set(uuid, known.set(user, { uuid: user, ...marker }));
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
    const copy = this.copies.get(uuid);
    if (!copy) return void (this.opening.has(uuid) && this.opening.set(uuid, true));
    this.reader.read(`changes ${uuid}`, async () => {
      await copy.catchUp();
      this.changed();
    });
  }

  /** Reads a row of the list again, and once more where it does not show yet what it is known to have. */
  private readRow(uuid: string, number: number, revision: number): void {
    this.reader.read(`row ${uuid}`, async () => {
      const { body } = await this.options.client.readMessageGroup({ message_group_uuid: uuid });
      this.takeRow(body);
      this.changed();
      return body.last_number >= number && body.revision >= revision;
    });
  }

  private async readList(): Promise<string | undefined> {
    const { client } = this.options;
    const { body, headers } = await client.listMessageGroups({ limit: LIST });
    for (const row of body) this.takeRow(row);
    this.chosen = (await client.readSettings()).body;
    this.changed();
    return headers.get('event-cursor') ?? undefined;
  }

  /** Unless events have told more already. */
  private takeRow(row: MessageGroup): void {
    const known = this.groups.get(row.uuid);
    if (!known || row.last_number >= known.last_number) this.groups.set(row.uuid, row);
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

const isInto = (uuid: string, message: MessageToSend): boolean =>
  'message_group_uuid' in message && message.message_group_uuid === uuid;

const preview = (text: string): string => {
  const characters = [...text];
  return characters.length > PREVIEW_CHARACTERS ? `${characters.slice(0, PREVIEW_CHARACTERS).join('')}…` : text;
};
