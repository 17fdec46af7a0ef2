import { randomUUID } from 'node:crypto';
import type { LiveEvent, LiveRow, PresentedSentMessage } from '@app/common/contracts';
import { MESSAGE_EDITED, MESSAGE_SENT } from '@app/common/events';
import { decodeCursor, type EventCursor } from '../../apps/gateway/src/live/changes/event-cursor';
import { type LiveChange, type MessageEvent, placeOf } from '../../apps/gateway/src/live/changes/live-change';
import type { LiveConversations } from '../../apps/gateway/src/live/table/live-conversations';
import { LiveHub } from '../../apps/gateway/src/live/feed/live-hub';
import { LiveSession } from '../../apps/gateway/src/live/session/live-session';

/**
 * Everything between a change and a client, with what may go wrong on the way. The table, Kafka, the relay and the
 * projector are models; hub and session are the gateway's own.
 */

export const USERS = ['ann', 'bob', 'cal'].map(() => randomUUID()) as [string, string, string];
const PARTITIONS = 2;
export const SLACK_MS = 10;

interface Change {
  groupUuid: string;
  members: string[];
  number?: number;
  revision?: number;
  /** Of the entry that a revision changes. */
  entry: number;
}

interface Appended extends Change {
  appendedAt: number;
  isRepeat: boolean;
}

interface Conversation {
  groupUuid: string;
  members: string[];
  partition: number;
  numbers: number;
  revisions: Change[];
}

export interface WorldOptions {
  ringBytes: number;
}

export class LiveWorld {
  readonly conversations: Conversation[] = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([one, other], index) => ({
    groupUuid: randomUUID(),
    members: [USERS[one!]!, USERS[other!]!],
    partition: index % PARTITIONS,
    numbers: 0,
    revisions: [],
  }));
  /** Committed, and not in Kafka yet. */
  private readonly unpublished: Change[] = [];
  readonly log: Appended[][] = [[], []];
  readonly rows = new Map<string, LiveRow>();
  private readonly applied = [0, 0];
  private readonly committed = [0, 0];
  private clock = 1_000;
  gateways: Gateway[];

  constructor(readonly options: WorldOptions) {
    this.gateways = [new Gateway(this), new Gateway(this)];
  }

  send(which: number): void {
    const conversation = this.conversations[which]!;
    conversation.numbers += 1;
    const { groupUuid, members, numbers: number } = conversation;
    this.unpublished.push({ groupUuid, members, number, entry: number });
    if (number > 1) return;
    for (const userUuid of members) {
      const row = { groupUuid, lastNumber: 1, revision: 0, lastReadNumber: 0, lastReceivedNumber: 0, isHidden: false };
      this.rows.set(`${userUuid} ${groupUuid}`, row);
    }
  }

  edit(which: number): void {
    const conversation = this.conversations[which]!;
    if (conversation.numbers === 0) return;
    const { groupUuid, members } = conversation;
    const revision = conversation.revisions.length + 1;
    const entry = 1 + (revision % conversation.numbers);
    const change = { groupUuid, members, revision, entry };
    conversation.revisions.push(change);
    this.unpublished.push(change);
  }

  /** The clocks of the brokers differ, and neither goes back. */
  relay(skew: number): void {
    const change = this.unpublished.shift();
    if (!change) return;
    this.append(change, skew, false);
  }

  /** The relay has forgotten how far it was. */
  repeat(which: number, back: number): void {
    const conversation = this.conversations[which]!;
    const log = this.log[conversation.partition]!.filter((each) => each.groupUuid === conversation.groupUuid);
    for (const { appendedAt: _at, isRepeat: _repeat, ...change } of log.slice(-back)) this.append(change, 0, true);
  }

  private append(change: Change, skew: number, isRepeat: boolean): void {
    this.clock += 3;
    const { partition } = this.conversationOf(change.groupUuid);
    const log = this.log[partition]!;
    const appendedAt = Math.max(log.at(-1)?.appendedAt ?? 0, this.clock - (partition === 0 ? skew : 0));
    log.push({ ...change, appendedAt, isRepeat });
  }

  wait(ms: number): void {
    this.clock += ms;
  }

  /** What is held takes effect in the rows; some of it may be committed only later, or never, by who dies. */
  project(partition: number, count: number, commits: boolean): void {
    const log = this.log[partition]!;
    const end = Math.min(log.length, this.applied[partition]! + count);
    for (const each of log.slice(this.applied[partition], end)) this.move(each);
    this.applied[partition] = end;
    if (commits) this.committed[partition] = end;
  }

  /** A projector dies: what was not committed is projected again. */
  projectorDies(): void {
    for (const partition of this.applied.keys()) this.applied[partition] = this.committed[partition]!;
  }

  private move({ groupUuid, members, number = 0, revision = 0, appendedAt }: Appended): void {
    for (const userUuid of members) {
      const key = `${userUuid} ${groupUuid}`;
      const row = this.rows.get(key)!;
      const isAhead = number > row.lastNumber || revision > row.revision;
      const isStart = number === 1 && row.lastNumber === 1 && row.revision === 0 && row.movedAt === undefined;
      if (!isAhead && !isStart) continue;
      this.rows.set(key, {
        ...row,
        lastNumber: Math.max(row.lastNumber, number),
        revision: Math.max(row.revision, revision),
        movedAt: Math.max(row.movedAt ?? 0, appendedAt),
      });
    }
  }

  /** Rows are made anew of the table, which may be ahead of all events. */
  rebuild(): void {
    for (const [key, row] of this.rows) {
      const { numbers, revisions } = this.conversationOf(row.groupUuid);
      if (numbers === row.lastNumber && revisions.length === row.revision) continue;
      this.rows.set(key, { ...row, lastNumber: numbers, revision: revisions.length, movedAt: undefined });
    }
  }

  gatewayDies(which: number): void {
    const [gateway] = this.gateways.splice(which % this.gateways.length, 1);
    gateway!.die();
    this.gateways.push(new Gateway(this));
  }

  ends(): Map<number, number> {
    return new Map(this.log.map(({ length }, partition) => [partition, length]));
  }

  committedOffsets(): Map<number, number> {
    return new Map(this.committed.map((offset, partition) => [partition, offset]));
  }

  conversationOf(groupUuid: string): Conversation {
    return this.conversations.find((each) => each.groupUuid === groupUuid)!;
  }

  wasRepeated(groupUuid: string): boolean {
    return this.log.flat().some((each) => each.groupUuid === groupUuid && each.isRepeat);
  }

  rowsOf(userUuid: string): LiveRow[] {
    return [...this.rows].filter(([key]) => key.startsWith(userUuid)).map(([, row]) => row);
  }

  /** The relay, the projector and every gateway come to the end. */
  async settle(clients: ModelClient[]): Promise<void> {
    while (this.unpublished.length > 0) this.relay(0);
    for (const partition of this.log.keys()) this.project(partition, Infinity, true);
    for (const gateway of this.gateways) {
      for (const partition of this.log.keys()) gateway.read(partition, Infinity);
      gateway.lookAtOnce();
    }
    for (const client of clients) if (!client.isConnected) client.connect(this.gateways[0]!);
    for (let round = 0; round < 20; round += 1) {
      for (const client of clients) client.answerAll();
      await turn();
    }
    for (const gateway of this.gateways) gateway.lookAtOnce();
    for (let round = 0; round < 20; round += 1) {
      for (const client of clients) client.answerAll();
      await turn();
    }
  }
}

export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One gateway, that reads every partition by itself. */
export class Gateway {
  readonly hub: LiveHub;
  private readonly next = [0, 0];
  private readonly sessions = new Set<ModelClient>();
  private endLook: (() => void) | undefined;
  private hasBegun = false;

  constructor(private readonly world: LiveWorld) {
    this.hub = new LiveHub({ slackMs: SLACK_MS, recent: { bytes: world.options.ringBytes, ms: 60_000 } });
  }

  /** Clients may come before: Kafka may be away when a gateway starts. */
  private begin(): void {
    this.hasBegun = true;
    for (const [partition, log] of this.world.log.entries()) this.next[partition] = Math.max(0, log.length - 1);
    this.hub.begin(new Map(this.next.entries()));
  }

  read(partition: number, count: number): void {
    if (!this.hasBegun) return;
    const log = this.world.log[partition]!;
    const end = Math.min(log.length, this.next[partition]! + count);
    for (let offset = this.next[partition]!; offset < end; offset += 1) {
      const { appendedAt, ...change } = log[offset]!;
      this.hub.read(partition, offset, appendedAt, { change: liveChange(change, appendedAt), bytes: 1 });
    }
    this.next[partition] = end;
  }

  /** It begins, Kafka answers, and later it ends. */
  look(): void {
    if (!this.hasBegun) this.begin();
    if (this.endLook) return this.endLook();
    const end = this.hub.beginLook();
    const look = { ends: this.world.ends(), committed: this.world.committedOffsets() };
    this.endLook = () => {
      this.endLook = undefined;
      end(look);
    };
  }

  lookAtOnce(): void {
    for (let times = this.endLook ? 3 : 2; times > 0; times -= 1) this.look();
  }

  add(client: ModelClient): void {
    this.sessions.add(client);
  }

  die(): void {
    for (const client of this.sessions) client.disconnect(0);
    this.sessions.clear();
  }
}

function liveChange({ groupUuid, members, number, revision, entry }: Change, appendedAt: number): LiveChange {
  const data = { message_group_uuid: groupUuid, user_uuid: members[0]!, created_at: '', member_uuids: members };
  const event = (
    revision === undefined
      ? { type: MESSAGE_SENT, data: { ...data, number, message: '', message_uuid: groupUuid } }
      : { type: MESSAGE_EDITED, data: { ...data, number: entry, revision, message: '', sender_uuid: members[0] } }
  ) as MessageEvent;
  return { event, groupUuid, place: placeOf(event), appendedAt, readers: members };
}

interface Told {
  event: LiveEvent;
  id: string;
}

interface Knowledge {
  number: number;
  revision: number;
}

/** A client that believes what it is told, and says so where that cannot be. */
export class ModelClient {
  readonly known = new Map<string, Knowledge>();
  /** A list's cursor says less than the client knows by then: what it tells may be known. */
  private readonly listed = new Map<string, Knowledge>();
  private cursor: EventCursor = { time: 0, places: new Map() };
  private session: LiveSession | undefined;
  private gateway: Gateway | undefined;
  /** Told, and not taken yet. */
  private told: Told[] = [];
  private calls: (() => void)[] = [];

  constructor(
    private readonly world: LiveWorld,
    readonly userUuid: string,
  ) {}

  get isConnected(): boolean {
    return this.session !== undefined;
  }

  /** Reads its list, and goes on from there. */
  list(gateway: Gateway): void {
    this.disconnect(0);
    this.cursor = { time: gateway.hub.listCursorTime, places: new Map() };
    for (const { groupUuid, lastNumber, revision } of this.world.rowsOf(this.userUuid)) {
      this.reach(groupUuid, { number: lastNumber, revision });
    }
    for (const [groupUuid, known] of this.known) this.listed.set(groupUuid, known);
    this.connect(gateway);
  }

  connect(gateway: Gateway): void {
    this.disconnect(0);
    this.gateway = gateway;
    this.gateway.add(this);
    const { cursor, userUuid } = this;
    const session: LiveSession = new LiveSession(
      { feed: gateway.hub, conversations: this.conversations(), userUuid, cursor, tellsState: true },
      {
        told: (event, id) => {
          if (this.session === session || this.session === undefined) this.told.push({ event, id });
        },
        lost: (reason) => {
          throw reason;
        },
      },
    );
    this.session = session;
    session.open();
  }

  /** @param taken so much of what it was told has arrived. */
  disconnect(taken: number): void {
    this.take(taken);
    this.session?.close();
    this.session = undefined;
    this.told = [];
    this.calls = [];
  }

  take(count: number): void {
    for (const { event, id } of this.told.splice(0, count)) {
      this.apply(event);
      this.cursor = decodeCursor(id, this.userUuid)!;
    }
  }

  heartbeat(): void {
    this.session?.heartbeat();
  }

  answer(): void {
    this.calls.shift()?.();
  }

  answerAll(): void {
    while (this.calls.length > 0) this.answer();
    this.take(Infinity);
  }

  private apply(event: LiveEvent): void {
    if (event.event === 'message') this.next(event.data.message_group_uuid, 'number', event.data.number);
    if (event.event === 'message_edited') this.next(event.data.message_group_uuid, 'revision', event.data.revision);
    if (event.event === 'message_group') {
      this.reach(event.data.uuid, { number: event.data.last_number, revision: event.data.revision });
    }
    if (event.event === 'state' && event.data.read === 'all') throw new Error('there is not so much');
  }

  private next(groupUuid: string, name: keyof Knowledge, value: number): void {
    const known = this.known.get(groupUuid) ?? { number: 0, revision: 0 };
    const isOfList = value <= (this.listed.get(groupUuid)?.[name] ?? 0);
    if (isOfList || (value <= known[name] && this.world.wasRepeated(groupUuid))) return;
    if (value !== known[name] + 1) throw new Error(`${name} ${value} was told behind ${known[name]}`);
    this.reach(groupUuid, { ...known, [name]: value });
  }

  /** What a state names is asked for. */
  private reach(groupUuid: string, { number, revision }: Knowledge): void {
    const before = this.known.get(groupUuid) ?? { number: 0, revision: 0 };
    this.known.set(groupUuid, {
      number: Math.max(before.number, number),
      revision: Math.max(before.revision, revision),
    });
  }

  private conversations(): LiveConversations {
    const { world } = this;
    const answering = <Answer>(read: () => Answer): Promise<Answer> =>
      new Promise((resolve) => this.calls.push(() => resolve(read())));
    return {
      rows: (userUuid) => answering(() => world.rowsOf(userUuid)),
      row: (userUuid, groupUuid) => answering(() => world.rows.get(`${userUuid} ${groupUuid}`)),
      changes: (_userUuid, groupUuid, after) =>
        answering(() => {
          const { numbers, revisions } = world.conversationOf(groupUuid);
          return {
            entries: range(after.number, numbers).map((number) => message(groupUuid, number, revisions.length)),
            revisions: revisions.slice(after.revision).map(({ revision, entry }) => ({
              ...{ revision: revision!, kind: 'edited' as const, number: entry, user_uuid: '', created_at: '' },
              message: message(groupUuid, entry, revisions.length),
            })),
            has_more: false,
          };
        }),
      receipts: () => Promise.resolve([]),
      message: (_userUuid, groupUuid, number) =>
        answering(() => ({
          message_group_uuid: groupUuid,
          ...message(groupUuid, number, world.conversationOf(groupUuid).revisions.length),
        })),
    };
  }
}

const range = (after: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - after) }, (_, index) => after + index + 1);

function message(
  groupUuid: string,
  number: number,
  revision: number,
): Omit<PresentedSentMessage, 'message_group_uuid'> {
  return {
    uuid: groupUuid,
    ...{ number, revision, kind: 'message', user_uuid: '', display_name: '', handle: '', message: '', created_at: '' },
    ...{ edited_at: null, deleted_at: null, reactions: [], reply_to: null, membership: null },
  };
}
