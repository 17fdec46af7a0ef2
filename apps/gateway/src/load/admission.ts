import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '@app/common/errors';
import { currentCorrelation } from '@app/common/tracing';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { clientAddress } from '../rate-limits/client-address';
import { Counts } from './counts';
import { EventLoopWatch } from './event-loop-watch';
import { FairTurns } from './fair-turns';
import { type Limit, LoadMetrics } from './load.metrics';
import { StreamTurns } from './stream-turns';
import { Visit } from './visit';

/**
 * Bounds what one person, one connection and all together ask at once, and gives the work its turns, in a fair share by
 * person. Who is not signed in, or not yet, counts by address.
 *
 * A request counts until its answer has gone out, or its connection has; those that are refused never count.
 */
@Injectable()
export class Admission implements OnApplicationShutdown {
  private readonly visits = new WeakMap<FastifyRequest, Visit>();
  private readonly counts = new Counts();
  private readonly turns: FairTurns;
  private readonly eventLoop = new EventLoopWatch(() => this.counts.of(this) > 0);

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly metrics: LoadMetrics,
  ) {
    this.turns = new FairTurns({
      atOnce: config.MAX_TURNS,
      perCaller: config.MAX_TURNS_PER_PERSON,
      savedMs: config.SAVED_TURN_SECONDS * 1_000,
      waitMs: config.MAX_WAIT_SECONDS * 1_000,
    });
    metrics.tell({ answered: () => this.turns.taken, waiting: () => this.turns.waiting });
  }

  /** @throws DomainError `too_many_requests_at_once`, or `overloaded` where that is not this caller's doing. */
  enter(request: FastifyRequest, reply: FastifyReply): void {
    this.eventLoop.begin();
    const { socket } = request.raw;
    const address = `address ${clientAddress(request)}`;
    if (this.eventLoop.delayMs > this.config.MAX_EVENT_LOOP_DELAY_MS) throw this.refusal('event_loop');
    this.check(socket, this.config.MAX_REQUESTS_PER_CONNECTION, 'connection');
    this.check(address, this.config.MAX_REQUESTS_PER_ADDRESS, 'address');
    this.check(this, this.config.MAX_REQUESTS, 'all');
    const visit = new Visit(this.counts, { always: [this, socket], caller: address });
    this.visits.set(request, visit);
    reply.raw.once('close', () => visit.leave());
  }

  /** From now on the request counts for a person. @throws DomainError `too_many_requests_at_once`. */
  identify(request: FastifyRequest, subject: string): void {
    const person = `person ${subject}`;
    const visit = this.visits.get(request);
    try {
      this.check(person, this.config.MAX_REQUESTS_PER_PERSON, 'person');
    } catch (error) {
      visit?.leave();
      throw error;
    }
    visit?.identify(person);
  }

  /** Resolves when the request's turn has come. @throws DomainError as `FairTurns.take`. */
  async begin(request: FastifyRequest): Promise<void> {
    const visit = this.visits.get(request);
    if (!visit) return;
    try {
      visit.begin(await this.turns.take(visit.caller, currentCorrelation().callerGone));
    } catch (error) {
      if (error instanceof DomainError) this.noteLate(error);
      throw error;
    }
  }

  /** The request has become a stream, which is bounded by other limits. @returns in whose turns it works from now on. */
  release(request: FastifyRequest): StreamTurns {
    const { caller } = this.visits.get(request) ?? { caller: `address ${clientAddress(request)}` };
    this.end(request);
    this.visits.get(request)?.leave();
    this.visits.delete(request);
    return new StreamTurns(this.turns, caller);
  }

  /** The work for the request is done. */
  end(request: FastifyRequest): void {
    this.visits.get(request)?.end();
  }

  onApplicationShutdown(): void {
    this.eventLoop.stop();
  }

  private check(key: object | string, most: number, limit: Limit): void {
    if (this.counts.of(key) >= most) throw this.refusal(limit);
  }

  private noteLate({ code }: DomainError): void {
    if (code === 'too_many_requests_at_once') this.metrics.refused('person');
    if (code === 'overloaded') this.metrics.refused('wait');
  }

  private refusal(limit: Limit): DomainError {
    this.metrics.refused(limit);
    const isOfAll = limit === 'all' || limit === 'event_loop';
    return new DomainError(isOfAll ? 'overloaded' : 'too_many_requests_at_once');
  }
}
