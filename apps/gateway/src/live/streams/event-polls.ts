import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PresentedLiveEvents } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { pause } from '@app/common/patience';
import { onNobodysBehalf } from '@app/common/tracing';
import type { EventCursor } from '../changes/event-cursor';
import { LiveMetrics } from './live-metrics';
import { LiveSessions } from './live-sessions';
import type { StreamCaller } from './stream-caller';
import { StreamPlaces } from './stream-places';

/** What follows an event at once is answered together with it. */
const TOGETHER_MS = 100;

/** Long polls: the same events as a stream has, in one answer. */
@Injectable()
export class EventPolls {
  constructor(
    private readonly places: StreamPlaces,
    private readonly sessions: LiveSessions,
    private readonly metrics: LiveMetrics,
  ) {}

  /** @throws DomainError `too_many_event_streams`, or `overloaded` where that is not this caller's doing. */
  async poll(
    request: FastifyRequest,
    caller: StreamCaller,
    cursor: EventCursor | undefined,
    waitMs: number,
  ): Promise<PresentedLiveEvents> {
    this.places.take(caller.person.uuid);
    const ended = new AbortController();
    const events: PresentedLiveEvents['events'] = [];
    const end = (): void => ended.abort();
    request.raw.socket.once('close', end);
    this.places.closing.addEventListener('abort', end);
    let isLost: unknown;
    const wish = { cursor, tellsState: false, gone: ended.signal };
    const session = this.sessions.of(caller, wish, {
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
      this.places.closing.removeEventListener('abort', end);
      session.close();
      end();
      this.places.free(caller.person.uuid);
    }
  }
}
