import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import type { LiveEvent } from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import { settledWithin } from '@app/common/patience';
import { onNobodysBehalf } from '@app/common/tracing';
import { Identities } from '../../auth/identities';
import { KafkaFeed } from '../feed/kafka-feed';
import type { LiveSession } from '../session/live-session';
import type { EventStream } from './event-stream';
import { type Cut, LiveMetrics } from './live-metrics';
import type { StreamCaller } from './stream-caller';
import { StreamPlaces } from './stream-places';

export interface OpenStream {
  caller: StreamCaller;
  session: LiveSession;
  stream: EventStream;
  /** When it was looked last whether the caller still may. */
  checkedAt: number;
}

const LOOK_EVERY_MS = 1_000;
const RETRY_MS = 1_000;
/** Those who have to come back at once come spread over this time. */
const SPREAD_MS = 5_000;
/** So long streams have at a stop to take the word of their end. */
const LAST_WORD_MS = 3_000;
/** While Kafka tells nobody of suspensions, it is asked so often; an answer may be 45 s old. */
const CHECK_EVERY_MS = 10_000;

/** The streams that are open: keeps them alive, and ends each with a word where it may or can not go on. */
@Injectable()
export class OpenStreams implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly open = new Set<OpenStream>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly feed: KafkaFeed,
    private readonly identities: Identities,
    private readonly metrics: LiveMetrics,
    private readonly places: StreamPlaces,
  ) {
    metrics.follow({ open: () => places.taken, most: places.limit, isBehind: () => feed.isBehind });
  }

  onModuleInit(): void {
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** The servers close behind this, and send nothing any more of what waits to be sent. */
  async beforeApplicationShutdown(): Promise<void> {
    this.places.close();
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

  add(opened: OpenStream): void {
    this.open.add(opened);
  }

  /** To the person's own devices that are connected here. */
  tell(userUuid: string, event: LiveEvent): void {
    this.feed.signal([userUuid], { kind: 'event', event });
  }

  /** Of a person who may be none any more. */
  endAll(userUuid: string): void {
    for (const each of [...this.open]) if (each.caller.person.uuid === userUuid) this.end(each, 'account');
  }

  end(each: OpenStream, reason: Exclude<Cut, 'gone'>, retryMs = RETRY_MS): void {
    if (!this.forget(each)) return;
    this.metrics.ended(reason);
    if (reason === 'slow') return each.stream.cut();
    each.stream.end({ event: 'bye', data: { reason, retry_ms: retryMs } }, each.session.cursor, retryMs);
  }

  /** Its connection is closed, by whomever. */
  closed(each: OpenStream): void {
    if (this.forget(each)) this.metrics.ended('gone');
  }

  private look(): void {
    const [now, time] = [performance.now(), Date.now()];
    for (const each of [...this.open]) {
      const fault = each.stream.faultAt(now);
      if (fault) this.end(each, fault);
      else if (time >= each.caller.expiresAt) this.end(each, 'token', 0);
      else if (each.session.isStuckAt(now)) this.end(each, 'lost');
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
      if (error instanceof DomainError && NO_ACCOUNT.includes(error.code)) this.end(each, 'account');
    }
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
