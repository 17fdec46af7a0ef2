import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LiveEvent, Person, PresentedLiveEvents } from '@app/common/contracts';
import { describeError, DomainError, type ErrorCode } from '@app/common/errors';
import { tellRequestId } from '@app/common/http';
import { pause, settledWithin } from '@app/common/patience';
import { onNobodysBehalf } from '@app/common/tracing';
import { Identities } from '../../auth/identities';
import { GATEWAY_CONFIG, type GatewayConfig } from '../../config/gateway.config';
import type { StreamTurns } from '../../load/stream-turns';
import { decodeCursor, encodeCursor, type EventCursor } from '../changes/event-cursor';
import { KafkaFeed } from '../feed/kafka-feed';
import { LiveSession, type SessionListener } from '../session/live-session';
import { ConversationsInTurns } from '../table/conversations-in-turns';
import { TableConversations } from '../table/table-conversations';
import { EventStream } from './event-stream';
import { type Cut, LiveMetrics } from './live-metrics';
import { StreamPlaces } from './stream-places';

/** Who has opened a stream, and until when that may last. */
export interface StreamCaller {
  person: Person;
  /** Of the token. */
  subject: string;
  expiresAt: number;
  turns: Pick<StreamTurns, 'inTurn'>;
}

interface OpenStream {
  caller: StreamCaller;
  session: LiveSession;
  stream: EventStream;
  /** When it was looked last whether the caller still may. */
  checkedAt: number;
}

const LOOK_EVERY_MS = 1_000;
/** A cursor may be so far ahead of this gateway: clocks differ. */
const MOST_AHEAD_MS = 60_000;
const COME_BACK_SECONDS = 5;
const RETRY_MS = 1_000;
/** Those who have to come back at once come spread over this time. */
const SPREAD_MS = 5_000;
/** So long streams have at a stop to take the word of their end. */
const LAST_WORD_MS = 3_000;
/** While Kafka tells nobody of suspensions, it is asked so often; an answer may be 45 s old. */
const CHECK_EVERY_MS = 10_000;
/** What follows an event at once is answered together with it. */
const TOGETHER_MS = 100;

/** The streams and long polls that are open. */
@Injectable()
export class LiveStreams implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly open = new Set<OpenStream>();
  private readonly places: StreamPlaces;
  private timer: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();

  constructor(
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
    private readonly feed: KafkaFeed,
    private readonly conversations: TableConversations,
    private readonly identities: Identities,
    private readonly metrics: LiveMetrics,
  ) {
    this.places = new StreamPlaces(config);
    const most = config.MAX_EVENT_STREAMS;
    metrics.follow({ open: () => this.places.taken, most, isBehind: () => feed.isBehind });
  }

  onModuleInit(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** The servers close behind this, and send nothing any more of what waits to be sent. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    const open = [...this.open];
    for (const each of open) this.end(each, 'stopping', Math.round(Math.random() * SPREAD_MS));
    await settledWithin(
      LAST_WORD_MS,
      open.map(({ stream }) => stream.closed()),
    );
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** From where the events of a list go on that is read from now on. */
  listCursor(userUuid: string): string {
    return encodeCursor({ time: this.feed.listCursorTime, places: new Map() }, userUuid);
  }

  /** @throws DomainError `event_cursor_malformed`, `event_cursor_ahead`. */
  readCursor(text: string | undefined, userUuid: string): EventCursor | undefined {
    if (text === undefined) return undefined;
    const cursor = decodeCursor(text, userUuid);
    if (!cursor) throw new DomainError('event_cursor_malformed');
    if (cursor.time > Math.max(Date.now(), this.feed.watermark) + MOST_AHEAD_MS) {
      throw new DomainError('event_cursor_ahead');
    }
    return cursor;
  }

  /** @throws DomainError `too_many_event_streams`, or `overloaded` where that is not this caller's doing. */
  stream(request: FastifyRequest, reply: FastifyReply, caller: StreamCaller, cursor: EventCursor | undefined): void {
    this.enter(caller);
    tellRequestId(request, reply);
    reply.hijack();
    const { raw: answer } = reply;
    answer.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      // Behind its end nothing is asked on it: a server that closes waits for no idle connection.
      connection: 'close',
    });
    answer.socket?.setTimeout(0);
    answer.socket?.setNoDelay(true);
    const stream = new EventStream(answer);
    const gone = new AbortController();
    const session: LiveSession = this.session(caller, gone.signal, cursor, cursor !== undefined, {
      told: (event, id) => {
        this.metrics.tell(event.event);
        stream.write(event, id);
      },
      room: () => stream.room(),
      lost: (reason) => {
        this.logger.debug(`a stream ends: ${describeError(reason)}`);
        this.end(opened, 'lost', RETRY_MS);
      },
    });
    const opened: OpenStream = { caller, session, stream, checkedAt: performance.now() };
    this.open.add(opened);
    answer.once('close', () => {
      if (this.forget(opened)) this.metrics.ended('gone');
      gone.abort();
      this.places.free(caller.person.uuid);
    });
    onNobodysBehalf(() => session.open());
  }

  /** @throws DomainError as `stream`. */
  async poll(
    request: FastifyRequest,
    caller: StreamCaller,
    cursor: EventCursor | undefined,
    waitMs: number,
  ): Promise<PresentedLiveEvents> {
    this.enter(caller);
    const ended = new AbortController();
    const events: PresentedLiveEvents['events'] = [];
    const end = (): void => ended.abort();
    request.raw.socket.once('close', end);
    this.stopping.signal.addEventListener('abort', end);
    let isLost: unknown;
    const session = this.session(caller, ended.signal, cursor, false, {
      told: (event, id) => {
        if (event.event === 'heartbeat') return;
        this.metrics.tell(event.event);
        events.push({ id, ...event });
        setTimeout(end, TOGETHER_MS);
      },
      lost: (reason) => {
        isLost = reason;
        end();
      },
    });
    try {
      onNobodysBehalf(() => session.open());
      await pause(Math.min(waitMs, Math.max(0, caller.expiresAt - Date.now())), ended.signal);
      if (isLost !== undefined && events.length === 0) throw new DomainError('service_unavailable', { cause: isLost });
      session.heartbeat();
      return { events, cursor: session.cursor };
    } finally {
      request.raw.socket.off('close', end);
      this.stopping.signal.removeEventListener('abort', end);
      session.close();
      end();
      this.places.free(caller.person.uuid);
    }
  }

  /** To the person's own devices that are connected here. */
  tell(userUuid: string, event: LiveEvent): void {
    this.feed.signal([userUuid], { kind: 'event', event });
  }

  /** Of a person who may be none any more. */
  endAll(userUuid: string): void {
    for (const each of [...this.open]) if (each.caller.person.uuid === userUuid) this.end(each, 'account', RETRY_MS);
  }

  private session(
    { person, turns }: StreamCaller,
    gone: AbortSignal,
    cursor: EventCursor | undefined,
    tellsState: boolean,
    listener: Omit<SessionListener, 'resumed'>,
  ): LiveSession {
    return new LiveSession(
      {
        feed: this.feed,
        conversations: new ConversationsInTurns(this.conversations, turns, gone),
        userUuid: person.uuid,
        cursor: cursor ?? { time: this.feed.listCursorTime, places: new Map() },
        tellsState,
      },
      { ...listener, resumed: (by) => this.metrics.resumed(by) },
    );
  }

  private enter({ person }: StreamCaller): void {
    if (this.stopping.signal.aborted) throw new DomainError('overloaded', { retryAfter: COME_BACK_SECONDS });
    this.places.take(person.uuid);
  }

  private look(): void {
    const [now, time] = [performance.now(), Date.now()];
    for (const each of [...this.open]) {
      const fault = each.stream.faultAt(now);
      if (fault) this.end(each, fault, RETRY_MS);
      else if (time >= each.caller.expiresAt) this.end(each, 'token', 0);
      else if (each.session.isStuckAt(now)) this.end(each, 'lost', RETRY_MS);
      else if (this.isToBeChecked(each, now)) void this.check(each);
      else if (each.stream.isHeartbeatDue(now)) each.session.heartbeat();
    }
  }

  private isToBeChecked({ checkedAt }: OpenStream, now: number): boolean {
    return this.feed.isBehind && now - checkedAt > CHECK_EVERY_MS;
  }

  /** Ends it where the caller is suspended or gone. While that cannot be told, it goes on. */
  private async check(each: OpenStream): Promise<void> {
    each.checkedAt = performance.now();
    try {
      await onNobodysBehalf(() => this.identities.personOf(each.caller.subject, refuseSignUp));
    } catch (error) {
      if (error instanceof DomainError && NO_ACCOUNT.includes(error.code)) this.end(each, 'account', RETRY_MS);
    }
  }

  private end(each: OpenStream, reason: Exclude<Cut, 'gone'>, retryMs: number): void {
    if (!this.forget(each)) return;
    this.metrics.ended(reason);
    if (reason === 'slow') return each.stream.cut();
    each.stream.end({ event: 'bye', data: { reason, retry_ms: retryMs } }, each.session.cursor, retryMs);
  }

  /** @returns whether it was open. */
  private forget(each: OpenStream): boolean {
    each.session.close();
    return this.open.delete(each);
  }
}

const NO_ACCOUNT: ErrorCode[] = ['account_suspended', 'user_not_registered'];

function refuseSignUp(): never {
  throw new DomainError('user_not_registered');
}
