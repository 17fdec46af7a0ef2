import type { LiveEvent, LiveRow, PresentedState } from '@app/common/contracts';
import { MEMBERS_CHANGED, MESSAGE_SENT } from '@app/common/events';
import { pause } from '@app/common/patience';
import { encodeCursor, type EventCursor, type Place } from './event-cursor';
import { KnownPlaces } from './known-places';
import type { LiveChange } from './live-change';
import type { LiveConversations } from './live-conversations';
import type { FeedReader, LiveFeed, LiveSignal, Subscription } from './live-feed';
import { eventOfRevision, presentRevised, presentSent } from './present-change';

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
/** A piece of work that takes longer has come to nothing: its client comes back by its cursor. */
const LONGEST_PIECE_MS = 30_000;
const UNSEEN_TRIES = 40;
const UNSEEN_PAUSE_MS = 25;

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
  private readonly waiting: (() => Promise<void> | void)[] = [];
  private subscription: Subscription | undefined;
  private time: number;
  private isCaughtUp = false;
  private comparesRows = false;
  private looksAgain = false;
  private isWorking = false;
  private pieceSince: number | undefined;
  private hasEnded = false;

  constructor(
    private readonly options: SessionOptions,
    private readonly listener: SessionListener,
  ) {
    this.places = new KnownPlaces(options.cursor);
    this.startTime = this.time = options.cursor.time;
  }

  /** The cursor of who has taken all that was told. */
  get cursor(): string {
    return encodeCursor(this.places.cursor(this.time), this.options.userUuid);
  }

  /** Whether everything from before has been told. */
  get isUpToNow(): boolean {
    return this.isCaughtUp && this.waiting.length === 0;
  }

  /** Whether what is under way will not end any more, as far as can be told. */
  isStuckAt(now: number): boolean {
    return this.pieceSince !== undefined && now - this.pieceSince > LONGEST_PIECE_MS;
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
    this.waiting.length = 0;
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
      const tell = () => (signal.kind === 'read' ? this.tellRead(signal) : this.tell(signal.event));
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

  /** One piece of work after the other, in their order. */
  private work(piece: () => Promise<void> | void): void {
    if (this.hasEnded) return;
    if (this.waiting.length >= MOST_WAITING && this.isCaughtUp) {
      this.fail(new Error('too much waits to be told'));
      return;
    }
    this.waiting.push(piece);
    if (!this.isWorking) void this.workOff();
  }

  private async workOff(): Promise<void> {
    this.isWorking = true;
    try {
      for (let piece = this.waiting[0]; piece && !this.hasEnded; piece = this.waiting[0]) {
        const room = this.listener.room?.();
        if (room) await room;
        this.pieceSince = performance.now();
        const done = this.hasEnded ? undefined : piece();
        if (done) await done;
        this.pieceSince = undefined;
        this.waiting.shift();
      }
    } catch (error) {
      this.fail(error);
    } finally {
      this.isWorking = false;
    }
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
    if (this.mayLackBefore(groupUuid, place)) return this.tellConversation(groupUuid, place, appendedAt);
    if (this.places.judge(groupUuid, place) === 'gap') return this.fill(groupUuid, place, appendedAt);
    if (event.type === MESSAGE_SENT && event.data.reply_to === undefined) {
      this.places.reach(groupUuid, place, appendedAt);
      this.tell(presentSent(event));
      return;
    }
    return this.tellAsItIs(change);
  }

  /** Until the rows have been compared for the last time, something before may be missing where nothing is known. */
  private mayLackBefore(groupUuid: string, place: Place): boolean {
    if (!this.comparesRows || this.isCaughtUp) return false;
    const known = this.places.of(groupUuid);
    const isUnknown = (name: keyof Place): boolean => known[name] === undefined && (place[name] ?? 0) > 1;
    return isUnknown('number') || isUnknown('revision');
  }

  /** What the reader sees of it, the table says. */
  private async tellAsItIs({ groupUuid, place, appendedAt, event }: LiveChange): Promise<void> {
    const { conversations, userUuid } = this.options;
    for (let tries = 0; tries < UNSEEN_TRIES; tries += 1) {
      const message = await conversations.message(userUuid, groupUuid, event.data.number);
      if (!message) break;
      if (message.revision >= (place.revision ?? 0)) {
        const isEntry = event.type === MESSAGE_SENT || event.type === MEMBERS_CHANGED;
        const told = isEntry ? ({ event: 'message', data: message } as const) : presentRevised(event, message);
        this.places.reach(groupUuid, place, appendedAt);
        if (told) this.tell(told);
        return;
      }
      await pause(UNSEEN_PAUSE_MS);
    }
    // It is not for this reader; or it is so late to be seen that the next one tells it.
    this.places.reach(groupUuid, place, appendedAt);
  }

  /** Oneself always; others as far as both let each other see it. */
  private async tellRead({ groupUuid, userUuid: uuid }: { groupUuid: string; userUuid: string }): Promise<void> {
    const { conversations, userUuid } = this.options;
    const receipt =
      uuid === userUuid
        ? ownReceipt(uuid, await conversations.row(userUuid, groupUuid))
        : (await conversations.receipts(userUuid, groupUuid)).find((each) => each.uuid === uuid);
    if (receipt) this.tell({ event: 'read', data: { message_group_uuid: groupUuid, ...receipt } });
  }

  private isOwn({ event }: LiveChange): boolean {
    return event.data.user_uuid === this.options.userUuid;
  }

  /** Of a conversation that waits to be accepted nothing is told. */
  private whereVisible(groupUuid: string, then: () => Promise<void> | void): Promise<void> | void {
    if (this.visible.has(groupUuid)) return then();
    return this.options.conversations.row(this.options.userUuid, groupUuid).then((row) => {
      if (row?.isHidden) return;
      this.visible.add(groupUuid);
      return then();
    });
  }

  /** Compares all rows with what the client has, and tells what is missing. */
  private async look({ isFirst }: { isFirst: boolean }): Promise<void> {
    const { conversations, userUuid } = this.options;
    const rows = (await conversations.rows(userUuid)).filter(({ isHidden }) => !isHidden).sort(byMove);
    for (const { groupUuid } of rows) this.visible.add(groupUuid);
    const rested = rows.filter((row) => !this.hasMoved(row));
    this.places.learn(rested.map((row) => ({ groupUuid: row.groupUuid, place: placeOfRow(row) })));
    const moved = rows.filter((row) => this.hasMoved(row));
    const lacking = moved.filter((row) => this.lacks(row));
    // What the client has of a conversation without revisions is known, too.
    for (const row of moved) {
      if (!lacking.includes(row)) this.places.reach(row.groupUuid, placeOfRow(row), timeOf(row, this.time));
    }
    const isTooMuch = lacking.length > MOST_CONVERSATIONS;
    if (isTooMuch) this.tellState('all');
    else if (isFirst && (this.options.tellsState || lacking.length > 0)) this.tellState('list');
    let room = MOST_CHANGES;
    for (const row of lacking) {
      const count = this.countOfLacking(row);
      if (isTooMuch) this.places.reach(row.groupUuid, placeOfRow(row), timeOf(row, this.time));
      else if (count !== undefined && count <= room) {
        room -= count;
        await this.fill(row.groupUuid, placeOfRow(row), timeOf(row, this.time));
      } else this.tellRow(row);
    }
  }

  private tellHeartbeat(): void {
    this.tell({ event: 'heartbeat', data: { behind: this.options.feed.isBehind || !this.isCaughtUp } });
  }

  private tellState(read: PresentedState['read']): void {
    this.tell({ event: 'state', data: { read } });
  }

  private hasMoved({ movedAt }: LiveRow): boolean {
    return movedAt === undefined || movedAt > this.startTime;
  }

  private lacks({ groupUuid, ...row }: LiveRow): boolean {
    const { number, revision } = this.places.of(groupUuid);
    return row.lastNumber > (number ?? -1) || row.revision > (revision ?? 0);
  }

  /** Undefined where it is not known what the client has. */
  private countOfLacking({ groupUuid, ...row }: LiveRow): number | undefined {
    const { number, revision } = this.places.of(groupUuid);
    if (number === undefined || (revision === undefined && row.revision > 0)) return undefined;
    return Math.max(0, row.lastNumber - number) + Math.max(0, row.revision - (revision ?? 0));
  }

  private tellRow(row: LiveRow): void {
    this.places.reach(row.groupUuid, placeOfRow(row), timeOf(row, this.time));
    const { groupUuid: uuid, lastNumber: last_number, revision, lastReadNumber: last_read_number } = row;
    this.tell({ event: 'message_group', data: { uuid, last_number, revision, last_read_number } });
  }

  /** Tells what is behind the client's place, as far as `target`, as its changes do. */
  private async fill(groupUuid: string, target: Place, at: number): Promise<void> {
    const { conversations, userUuid } = this.options;
    for (let tries = 0; tries < UNSEEN_TRIES; tries += 1) {
      const { number, revision } = this.places.of(groupUuid);
      if (number === undefined || (revision === undefined && (target.revision ?? 0) > 0)) {
        return this.tellConversation(groupUuid, target, at);
      }
      const changes = await conversations.changes(userUuid, groupUuid, { number, revision: revision ?? 0 });
      if (!changes || this.hasEnded) return this.tellConversation(groupUuid, target, at);
      for (const entry of changes.entries) {
        this.places.reach(groupUuid, { number: entry.number }, at);
        this.tell({ event: 'message', data: { message_group_uuid: groupUuid, ...entry } });
        await this.listener.room?.();
      }
      for (const change of revision === undefined ? [] : changes.revisions) {
        this.places.reach(groupUuid, { revision: change.revision }, at);
        const event = eventOfRevision(groupUuid, change);
        if (event) this.tell(event);
        await this.listener.room?.();
      }
      if (this.places.judge(groupUuid, target) === 'known') return;
      // What its reader may not see is not told.
      if (!changes.has_more) return this.places.reach(groupUuid, target, at);
      if (changes.entries.length + (revision === undefined ? 0 : changes.revisions.length) > 0) tries = 0;
      else await pause(UNSEEN_PAUSE_MS);
    }
    throw new Error(`the changes of ${groupUuid} are not to be seen`);
  }

  /** Of a conversation of which it is not known what the client has. */
  private async tellConversation(groupUuid: string, target: Place, at: number): Promise<void> {
    const row = await this.options.conversations.row(this.options.userUuid, groupUuid);
    if (row && !row.isHidden) this.tellRow({ ...row, ...atLeast(row, target) });
    this.places.reach(groupUuid, target, at);
  }
}

const ownReceipt = (uuid: string, row: LiveRow | undefined) =>
  row && { uuid, last_read_number: row.lastReadNumber, last_received_number: row.lastReceivedNumber };

/** By the broker's time; those of which it is not known last. */
const byMove = (one: LiveRow, other: LiveRow): number => (one.movedAt ?? Infinity) - (other.movedAt ?? Infinity) || 0;

const timeOf = ({ movedAt }: LiveRow, time: number): number => movedAt ?? time + 1;

const placeOfRow = ({ lastNumber, revision }: LiveRow): Place => ({ number: lastNumber, revision });

const atLeast = (row: LiveRow, { number = 0, revision = 0 }: Place): Pick<LiveRow, 'lastNumber' | 'revision'> => ({
  lastNumber: Math.max(row.lastNumber, number),
  revision: Math.max(row.revision, revision),
});

const isOfPair = ({ event }: LiveChange): boolean =>
  event.type !== MEMBERS_CHANGED && event.data.members_at === undefined;
