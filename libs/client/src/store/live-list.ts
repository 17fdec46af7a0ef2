import { CruddurError } from '../calls/cruddur-error.js';
import type { Api, Message, MessageGroup, MessageToSend, Receipt } from '../generated/api.js';
import type { PatientReader } from './patient-reader.js';
import { afterMessage, afterRename, afterRevision, type MessageRevision, type Renamed } from './told-row.js';

const LIST = 200;

/** The list, brought up to date by what events tell, and by reading a row again of which they do not tell enough. */
export class LiveList {
  private readonly rows = new Map<string, MessageGroup>();

  constructor(
    private readonly client: Pick<Api, 'listMessageGroups' | 'readMessageGroup'>,
    private readonly ownUuid: string,
    private readonly reader: PatientReader,
    private readonly changed: () => void,
  ) {}

  /** What is archived, or is not, the most recent first. */
  listed(isArchive: boolean): MessageGroup[] {
    return [...this.rows.values()].filter(({ archived }) => archived === isArchive).sort(byRecency);
  }

  row(uuid: string): MessageGroup | undefined {
    return this.rows.get(uuid);
  }

  isInto(uuid: string, message: MessageToSend): boolean {
    if ('message_group_uuid' in message) return message.message_group_uuid === uuid;
    const row = this.rows.get(uuid);
    return row?.kind === 'pair' && row.handle === message.handle;
  }

  /** @returns from where on events tell what the list does not show. */
  async read(): Promise<string | undefined> {
    const before = [...this.rows.keys()];
    const { body: usual, headers } = await this.client.listMessageGroups({ limit: LIST });
    const { body: archived } = await this.client.listMessageGroups({ limit: LIST, archived: 'true' });
    const rows = [...usual, ...archived];
    this.take(rows);
    const listed = new Set(rows.map(({ uuid }) => uuid));
    // What is in no list has none, unless there is more than was asked for.
    const isWhole = usual.length < LIST && archived.length < LIST;
    if (isWhole) for (const uuid of before) if (!listed.has(uuid)) this.readRow(uuid, 0, 0);
    return headers.get('event-cursor') ?? undefined;
  }

  /** Rows as an answer has them, which may be older than what events have told. */
  take(rows: readonly MessageGroup[]): void {
    for (const row of rows) if (!this.takeRow(row)) this.readRow(row.uuid, 0, 0);
    this.changed();
  }

  takeMessage(uuid: string, message: Message): void {
    const row = this.rows.get(uuid);
    if (!row) return this.readRow(uuid, message.number, 0);
    if (message.number <= row.last_number) return;
    this.rows.set(uuid, afterMessage(row, message, message.user_uuid === this.ownUuid));
    if (message.membership || row.archived) this.readRow(uuid, message.number, message.revision);
  }

  takeRevision(uuid: string, told: MessageRevision): void {
    const { revision, number, message } = told;
    const row = this.rows.get(uuid);
    if (!row || revision <= row.revision) return;
    this.rows.set(uuid, afterRevision(row, told));
    if (message.deleted_at !== null && number > row.last_read_number) this.readRow(uuid, row.last_number, revision);
  }

  /** How far one has come oneself, on whatever device. */
  takeOwnMarker(uuid: string, { uuid: _own, ...marker }: Receipt): void {
    const row = this.rows.get(uuid);
    if (!row) return;
    const isAll = marker.last_read_number >= row.last_number;
    this.rows.set(uuid, { ...row, ...marker, ...(isAll && { unread_count: 0 }) });
    if (!isAll) this.readRow(uuid, row.last_number, row.revision);
  }

  rename(person: Renamed): void {
    for (const [uuid, row] of this.rows) {
      const renamed = afterRename(row, person);
      if (renamed) this.rows.set(uuid, renamed);
    }
  }

  /** Reads a row of the list again, until it shows what is known of it: an event may come before its row has moved. */
  readRow(uuid: string, number: number, revision: number): void {
    this.reader.read(`row ${uuid}`, async () => {
      const row = await this.client.readMessageGroup({ message_group_uuid: uuid }).catch(whereThereIsNone);
      if (!row) return false;
      const { body } = row;
      const isNew = this.takeRow(body);
      this.changed();
      return isNew && body.last_number >= number && body.revision >= revision;
    });
  }

  /** @returns whether it is as new as what events have told already; else it is left. */
  private takeRow(row: MessageGroup): boolean {
    const known = this.rows.get(row.uuid);
    const isNew = !known || (row.last_number >= known.last_number && row.revision >= known.revision);
    if (isNew) this.rows.set(row.uuid, row);
    return isNew;
  }
}

/** Of a conversation that is told already and has no row yet. */
const whereThereIsNone = (error: unknown): undefined => {
  if (!(error instanceof CruddurError && error.status === 404)) throw error;
};

/** As lists are sorted, and of two at the same time. */
const byRecency = (one: MessageGroup, other: MessageGroup): number =>
  one.created_at < other.created_at || (one.created_at === other.created_at && one.uuid < other.uuid) ? 1 : -1;
