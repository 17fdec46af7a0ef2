import type { LiveEvent } from '@app/common/contracts';
import { encodeCursor } from '../changes/event-cursor';
import type { LiveChange } from '../changes/live-change';
import type { LiveSignal } from '../changes/live-signal';
import type { FeedReader, Subscription } from '../feed/live-feed';
import { KnownPlaces } from './known-places';
import { type Piece, PiecesOfWork } from './pieces-of-work';
import type { SessionOptions } from './session-options';
import { ToldByRows } from './told-by-rows';
import { ToldByTable } from './told-by-table';
import { ToldChanges } from './told-changes';
import { VisibleConversations } from './visible-conversations';

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
  private readonly visible: VisibleConversations;
  private readonly pieces: PiecesOfWork;
  private readonly table: ToldByTable;
  private readonly rows: ToldByRows;
  private readonly changes: ToldChanges;
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
    this.visible = new VisibleConversations(options.conversations, options.userUuid);
    this.startTime = this.time = options.cursor.time;
    const room = (): Promise<void> | undefined => listener.room?.();
    this.pieces = new PiecesOfWork(room, (error) => this.fail(error));
    const told = (event: LiveEvent): void => this.tell(event);
    const hasGone = (): boolean => this.hasEnded;
    this.table = new ToldByTable(options.conversations, options.userUuid, this.places, { told, room, hasGone });
    this.rows = new ToldByRows(options, this.places, this.visible, this.table, told);
    const mayLack = (): boolean => this.comparesRows && !this.isCaughtUp;
    this.changes = new ToldChanges(options, this.places, this.visible, this.table, { told, mayLack });
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
    if (!recent) this.work(() => this.rows.tellMissing({ isFirst: true }));
    else if (this.options.tellsState) this.work(() => this.rows.tellState('list'));
    for (const change of recent ?? subscription.keptSince(this.startTime)) this.work(() => this.changes.tell(change));
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
      return this.changes.tell(change);
    });
  }

  signal(signal: LiveSignal): void {
    const { groupUuid } = signal;
    this.work(() => {
      const tell = () =>
        signal.kind === 'read' ? this.table.read(signal.groupUuid, signal.userUuid) : this.tell(signal.event);
      return groupUuid === undefined ? tell() : this.visible.where(groupUuid, tell);
    });
  }

  moved(): void {
    if (!this.looksAgain || !this.subscription?.isProjected()) return;
    this.looksAgain = false;
    this.work(() => this.rows.tellMissing({ isFirst: false }));
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
}
