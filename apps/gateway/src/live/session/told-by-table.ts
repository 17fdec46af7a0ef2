import type { LiveEvent, LiveRow } from '@app/common/contracts';
import { MEMBERS_CHANGED, MESSAGE_SENT } from '@app/common/events';
import { pause } from '@app/common/patience';
import type { Place } from '../changes/event-cursor';
import type { LiveChange } from '../changes/live-change';
import type { LiveConversations } from '../table/live-conversations';
import type { KnownPlaces } from './known-places';
import { eventOfRevision, presentRevised } from './present-change';
import { placeOfRow, rowAtLeast } from './row-progress';

const UNSEEN_TRIES = 40;
const UNSEEN_PAUSE_MS = 25;

export interface TableListener {
  told(event: LiveEvent): void;
  /** Resolves when more may be told; undefined where that is at once. */
  room(): Promise<void> | undefined;
  /** Whether nobody listens any more. */
  hasGone(): boolean;
}

/** Tells one person what an event alone does not say, as the table has it. Every call ends with the place reached. */
export class ToldByTable {
  constructor(
    private readonly conversations: LiveConversations,
    private readonly userUuid: string,
    private readonly places: KnownPlaces,
    private readonly listener: TableListener,
  ) {}

  /** What the reader sees of a change, as it is now. */
  async change({ groupUuid, place, appendedAt, event }: LiveChange): Promise<void> {
    for (let tries = 0; tries < UNSEEN_TRIES; tries += 1) {
      const message = await this.conversations.message(this.userUuid, groupUuid, event.data.number);
      if (!message) break;
      if (message.revision >= (place.revision ?? 0)) {
        const isEntry = event.type === MESSAGE_SENT || event.type === MEMBERS_CHANGED;
        const told = isEntry ? ({ event: 'message', data: message } as const) : presentRevised(event, message);
        this.places.reach(groupUuid, place, appendedAt);
        if (told) this.listener.told(told);
        return;
      }
      await pause(UNSEEN_PAUSE_MS);
    }
    // It is not for this reader; or it is so late to be seen that the next one tells it.
    this.places.reach(groupUuid, place, appendedAt);
  }

  /** What is behind the client's place, as far as `target`. */
  async changes(groupUuid: string, target: Place, at: number): Promise<void> {
    for (let tries = 0; tries < UNSEEN_TRIES; tries += 1) {
      const { number, revision } = this.places.of(groupUuid);
      if (number === undefined || (revision === undefined && (target.revision ?? 0) > 0)) {
        return this.conversation(groupUuid, target, at);
      }
      const changes = await this.conversations.changes(this.userUuid, groupUuid, { number, revision: revision ?? 0 });
      if (!changes || this.listener.hasGone()) return this.conversation(groupUuid, target, at);
      const revisions = revision === undefined ? [] : changes.revisions;
      for (const entry of changes.entries) {
        this.places.reach(groupUuid, { number: entry.number }, at);
        this.listener.told({ event: 'message', data: { message_group_uuid: groupUuid, ...entry } });
        await this.listener.room();
      }
      for (const change of revisions) {
        this.places.reach(groupUuid, { revision: change.revision }, at);
        const event = eventOfRevision(groupUuid, change);
        if (event) this.listener.told(event);
        await this.listener.room();
      }
      if (this.places.judge(groupUuid, target) === 'known') return;
      // What its reader may not see is not told.
      if (!changes.has_more) return this.places.reach(groupUuid, target, at);
      if (changes.entries.length + revisions.length > 0) tries = 0;
      else await pause(UNSEEN_PAUSE_MS);
    }
    throw new Error(`the changes of ${groupUuid} are not to be seen`);
  }

  /** How far a conversation is of which it is not known what the client has. */
  async conversation(groupUuid: string, target: Place, at: number): Promise<void> {
    const row = await this.conversations.row(this.userUuid, groupUuid);
    if (row && !row.isHidden) this.row(rowAtLeast(row, target), at);
    this.places.reach(groupUuid, target, at);
  }

  row(row: LiveRow, at: number): void {
    this.places.reach(row.groupUuid, placeOfRow(row), at);
    const { groupUuid: uuid, lastNumber: last_number, revision, lastReadNumber: last_read_number } = row;
    this.listener.told({ event: 'message_group', data: { uuid, last_number, revision, last_read_number } });
  }

  /** Oneself always; others as far as both let each other see it. */
  async read(groupUuid: string, readerUuid: string): Promise<void> {
    const receipt =
      readerUuid === this.userUuid
        ? ownReceipt(readerUuid, await this.conversations.row(readerUuid, groupUuid))
        : (await this.conversations.receipts(this.userUuid, groupUuid)).find(({ uuid }) => uuid === readerUuid);
    if (receipt) this.listener.told({ event: 'read', data: { message_group_uuid: groupUuid, ...receipt } });
  }
}

const ownReceipt = (uuid: string, row: LiveRow | undefined) =>
  row && { uuid, last_read_number: row.lastReadNumber, last_received_number: row.lastReceivedNumber };
