import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeError } from '@app/common/errors';
import { onNobodysBehalf } from '@app/common/tracing';
import type { EventCursor } from '../changes/event-cursor';
import type { LiveSession } from '../session/live-session';
import { EventStream } from './event-stream';
import { LiveMetrics } from './live-metrics';
import { LiveSessions } from './live-sessions';
import { type OpenStream, OpenStreams } from './open-streams';
import type { StreamCaller } from './stream-caller';
import { StreamPlaces } from './stream-places';

/** Opens streams, each with a session that tells on it. */
@Injectable()
export class LiveStreams {
  private readonly logger = new Logger('live');

  constructor(
    private readonly places: StreamPlaces,
    private readonly sessions: LiveSessions,
    private readonly streams: OpenStreams,
    private readonly metrics: LiveMetrics,
  ) {}

  /** @throws DomainError `too_many_event_streams`, or `overloaded` where that is not this caller's doing. */
  stream(request: FastifyRequest, reply: FastifyReply, caller: StreamCaller, cursor: EventCursor | undefined): void {
    this.places.take(caller.person.uuid);
    const stream = EventStream.begin(request, reply);
    const gone = new AbortController();
    const wish = { cursor, tellsState: cursor !== undefined, gone: gone.signal };
    const session: LiveSession = this.sessions.of(caller, wish, {
      told: (event, id) => {
        this.metrics.tell(event.event);
        stream.write(event, id);
      },
      room: () => stream.room(),
      lost: (reason) => {
        this.logger.debug(`a stream ends: ${describeError(reason)}`);
        this.streams.end(opened, 'lost');
      },
    });
    const opened: OpenStream = { caller, session, stream, checkedAt: performance.now() };
    this.streams.add(opened);
    stream.onceClosed(() => {
      this.streams.closed(opened);
      gone.abort();
      this.places.free(caller.person.uuid);
    });
    onNobodysBehalf(() => session.open());
  }
}
