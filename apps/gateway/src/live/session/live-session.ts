import type { LiveEvent, LiveRow, PresentedState } from '@app/common/contracts';
import { MEMBERS_CHANGED, MESSAGE_SENT } from '@app/common/events';
import { encodeCursor, type EventCursor, type Place } from '../changes/event-cursor';
import type { LiveChange } from '../changes/live-change';
import type { LiveSignal } from '../changes/live-signal';
import type { FeedReader, LiveFeed, Subscription } from '../feed/live-feed';
import type { LiveConversations } from '../table/live-conversations';
import { KnownPlaces } from './known-places';
import { type Piece, PiecesOfWork } from './pieces-of-work';
import { presentSent } from './present-change';
import { byMove, countBeyond, hasMovedSince, isBeyond, placeOfRow, timeOfRow } from './row-progress';
import { ToldByTable } from './told-by-table';

/** Where what a session tells goes to. */
export interface SessionListener {
  /** @param id the cursor of who has taken this event and all before it. */
  told(event: LiveEvent, id: string): void;
  /** Nothing is told any more: what is missing cannot be told here. The client comes back, by its last cursor. */
  lost(reason: unknown): void;
  /** Resolves when more may be told; undefined where that is at once. */
  room?(): Promise<void> | undefined;
  /** By what the session has been brought up to now. */
  resumed?(by: 'ring' | 'table'): void;
}

export interface SessionOptions {
  feed: LiveFeed;
  conversations: LiveConversations;
  userUuid: string;
  /** What the client has. */
  cursor: EventCursor;
  /** Whether what has no number is to be read again by the client, since it may have changed meanwhile. */
  tellsState: boolean;
}

/** Beyond, a client is told how far the conversations are, and asks for the rest itself. */
const MOST_CHANGES = 200;
const MOST_CONVERSATIONS = 50;
/** What waits to be told; who is further behind comes back by its cursor. */
const MOST_WAITING = 1_000;

/**
 * Tells one client everything that it lacks, each change once and in its conversation's order, and what happens from then
 * on. What cannot be told exactly is told as a state, which names the conversation to read; nothing is left out.
 *
 * Until everything that the feed had read before the session is in the rows, and the rows have been compared after that,
 * the cursor keeps its time: whoever comes back by it is told the rest again.
 */
export class LiveSession implements FeedReader {
  private readonly places: KnownPlaces;
  private readonly startTime: number;
  private readonly visible = new Set<string>();
  private readonly pieces: PiecesOfWork;
  private readonly table: ToldByTable;
  private subscription: Subscription | undefined;
  private time: number;
  private isCaughtUp = false;
  private comparesRows = false;
  private looksAgain = false;
  private hasEnded = false;

  constructor(
    private readonly options: SessionOptions,
    private readonly listener: SessionListener,
  ) {
    this.places = new KnownPlaces(options.cursor);
    this.startTime = this.time = options.cursor.time;
    const room = (): Promise<void> | undefined => listener.room?.();
    this.pieces = new PiecesOfWork(room, (error) => this.fail(error));
    this.table = new ToldByTable(options.conversations, options.userUuid, this.places, {
      told: (event) => this.tell(event),
      room,
      hasGone: () => this.hasEnded,
    });
  }

  /** The cursor of who has taken all that was told. */
  get cursor(): string {
    return encodeCursor(this.places.cursor(this.time), this.options.userUuid);
  }

  /** Whether everything from before has been told. */
  get isUpToNow(): boolean {
    return this.isCaughtUp && this.pieces.count === 0;
  }

  /** Whether what is under way will not end any more: the client comes back by its cursor. */
  isStuckAt(now: number): boolean {
    return this.pieces.isStuckAt(now);
  }

  open(): void {
    const subscription = this.options.feed.subscribe(this.options.userUuid, this);
    this.subscription = subscription;
    this.heartbeat();
    const recent = subscription.since(this.startTime);
    this.comparesRows = !recent;
    if (!recent) this.work(() => this.look({ isFirst: true }));
    else if (this.options.tellsState) this.work(() => this.tellState('list'));
    for (const change of recent ?? subscription.keptSince(this.startTime)) this.work(() => this.tellChange(change));
    if (recent) this.workToEnd('ring');
    else if (subscription.isProjected()) this.workToEnd('table');
    else this.looksAgain = true;
  }

  close(): void {
    this.hasEnded = true;
    this.pieces.end();
    this.subscription?.close();
  }

  /** An event that says only how far the client is. */
  heartbeat(): void {
    const { watermark } = this.options.feed;
    this.work(() => {
      this.advance(watermark);
      this.tellHeartbeat();
    });
  }

  change(change: LiveChange): void {
    const { watermark } = this.options.feed;
    this.work(() => {
      this.advance(Math.min(watermark, change.appendedAt - 1));
      return this.tellChange(change);
    });
  }

  signal(signal: LiveSignal): void {
    const { groupUuid } = signal;
    this.work(() => {
      const tell = () =>
        signal.kind === 'read' ? this.table.read(signal.groupUuid, signal.userUuid) : this.tell(signal.event);
      return groupUuid === undefined ? tell() : this.whereVisible(groupUuid, tell);
    });
  }

  moved(): void {
    if (!this.looksAgain || !this.subscription?.isProjected()) return;
    this.looksAgain = false;
    this.work(() => this.look({ isFirst: false }));
    this.workToEnd('table');
  }

  lost(): void {
    this.fail(new Error('records were lost before they were read'));
  }

  private work(piece: Piece): void {
    if (this.hasEnded) return;
    if (this.pieces.count >= MOST_WAITING && this.isCaughtUp) this.fail(new Error('too much waits to be told'));
    else this.pieces.add(piece);
  }

  private fail(reason: unknown): void {
    if (this.hasEnded) return;
    this.close();
    this.listener.lost(reason);
  }

  private workToEnd(by: 'ring' | 'table'): void {
    const { watermark } = this.options.feed;
    this.work(() => {
      this.isCaughtUp = true;
      this.advance(watermark);
      this.places.trim(this.time);
      this.listener.resumed?.(by);
      this.tellHeartbeat();
    });
  }

  private advance(time: number): void {
    if (this.isCaughtUp) this.time = Math.max(this.time, time);
  }

  private tell(event: LiveEvent): void {
    if (this.hasEnded) return;
    this.listener.told(event, this.cursor);
  }

  private tellHeartbeat(): void {
    this.tell({ event: 'heartbeat', data: { behind: this.options.feed.isBehind || !this.isCaughtUp } });
  }

  private tellState(read: PresentedState['read']): void {
    this.tell({ event: 'state', data: { read } });
  }

  private tellChange(change: LiveChange): Promise<void> | void {
    const { groupUuid, place, appendedAt } = change;
    if (appendedAt <= this.startTime) return;
    if (this.places.judge(groupUuid, place) === 'known') {
      this.places.reach(groupUuid, {}, appendedAt);
      return;
    }
    if (isOfPair(change) && !this.isOwn(change)) return this.whereVisible(groupUuid, () => this.tellNext(change));
    return this.tellNext(change);
  }

  private tellNext(change: LiveChange): Promise<void> | void {
    const { groupUuid, place, appendedAt, event } = change;
    if (this.mayLackBefore(groupUuid, place)) return this.table.conversation(groupUuid, place, appendedAt);
    if (this.places.judge(groupUuid, place) === 'gap') return this.table.changes(groupUuid, place, appendedAt);
    if (event.type === MESSAGE_SENT && event.data.reply_to === undefined) {
      this.places.reach(groupUuid, place, appendedAt);
      this.tell(presentSent(event));
      return;
    }
    return this.table.change(change);
  }

  /** Until the rows have been compared for the last time, something before may be missing where nothing is known. */
  private mayLackBefore(groupUuid: string, place: Place): boolean {
    if (!this.comparesRows || this.isCaughtUp) return false;
    const known = this.places.of(groupUuid);
    const isUnknown = (name: keyof Place): boolean => known[name] === undefined && (place[name] ?? 0) > 1;
    return isUnknown('number') || isUnknown('revision');
  }

  private isOwn({ event }: LiveChange): boolean {
    return event.data.user_uuid === this.options.userUuid;
  }

  /** Of a conversation that waits to be accepted nothing is told. */
  private whereVisible(groupUuid: string, then: Piece): Promise<void> | void {
    if (this.visible.has(groupUuid)) return then();
    return this.options.conversations.row(this.options.userUuid, groupUuid).then((row) => {
      if (row?.isHidden) return;
      this.visible.add(groupUuid);
      return then();
    });
  }

  /** Compares all rows with what the client has, and tells what is missing. */
  private async look({ isFirst }: { isFirst: boolean }): Promise<void> {
    const lacking = this.compare(await this.options.conversations.rows(this.options.userUuid));
    const isTooMuch = lacking.length > MOST_CONVERSATIONS;
    if (isTooMuch) this.tellState('all');
    else if (isFirst && (this.options.tellsState || lacking.length > 0)) this.tellState('list');
    let room = MOST_CHANGES;
    for (const row of lacking) {
      const at = timeOfRow(row, this.time);
      const count = countBeyond(row, this.places.of(row.groupUuid));
      if (isTooMuch) this.places.reach(row.groupUuid, placeOfRow(row), at);
      else if (count !== undefined && count <= room) {
        room -= count;
        await this.table.changes(row.groupUuid, placeOfRow(row), at);
      } else this.table.row(row, at);
    }
  }

  /** @returns the rows of which the client lacks something; of the others it is known now how far the client is. */
  private compare(all: LiveRow[]): LiveRow[] {
    const rows = all.filter(({ isHidden }) => !isHidden).sort(byMove);
    for (const { groupUuid } of rows) this.visible.add(groupUuid);
    const rested = rows.filter((row) => !hasMovedSince(row, this.startTime));
    this.places.learn(rested.map((row) => ({ groupUuid: row.groupUuid, place: placeOfRow(row) })));
    const moved = rows.filter((row) => hasMovedSince(row, this.startTime));
    const lacking = moved.filter((row) => isBeyond(row, this.places.of(row.groupUuid)));
    // What the client has of a conversation without revisions is known, too.
    for (const row of moved) {
      if (!lacking.includes(row)) this.places.reach(row.groupUuid, placeOfRow(row), timeOfRow(row, this.time));
    }
    return lacking;
  }
}

const isOfPair = ({ event }: LiveChange): boolean =>
  event.type !== MEMBERS_CHANGED && event.data.members_at === undefined;
