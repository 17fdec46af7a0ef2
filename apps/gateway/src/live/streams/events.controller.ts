import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { STREAM } from '@app/common/http';
import { bearerToken } from '../../auth/bearer-token';
import { Caller } from '../../auth/caller';
import { TokenVerifier } from '../../auth/token-verifier';
import { Admission } from '../../load/admission';
import { RateLimited } from '../../rate-limits/rate-limited';
import { EventCursors } from './event-cursors';
import { EventPolls } from './event-polls';
import { checkEventsQuery } from './events.requests';
import { LiveStreams } from './live-streams';

/** What happens to the caller, as it happens. */
@Controller('api/events')
export class EventsController {
  constructor(
    private readonly cursors: EventCursors,
    private readonly streams: LiveStreams,
    private readonly polls: EventPolls,
    private readonly tokens: TokenVerifier,
    private readonly admission: Admission,
  ) {}

  @RateLimited('list', STREAM)
  @Get()
  async follow(
    @Caller() person: Person,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { since, wait } = checkEventsQuery(query);
    if (wait === undefined && !takesStreams(request)) throw new DomainError('accept_not_event_stream');
    const lastId = request.headers['last-event-id'];
    const known = (typeof lastId === 'string' && lastId !== '' ? lastId : undefined) ?? since;
    const cursor = this.cursors.read(known, person.uuid);
    const { subject, expiresAt } = this.tokens.claimsOf(bearerToken(request.headers.authorization));
    if (request.method === 'HEAD') return void reply.header('cache-control', 'no-store').send();
    const turns = this.admission.release(request);
    const caller = { person, subject, expiresAt: expiresAt * 1_000, turns };
    if (wait === undefined) return this.streams.stream(request, reply, caller, cursor);
    const answer = await this.polls.poll(request, caller, cursor, wait * 1_000);
    void reply.header('cache-control', 'no-store').send(answer);
  }
}

const takesStreams = ({ headers: { accept } }: FastifyRequest): boolean =>
  accept === undefined || accept === '' || /(text\/event-stream|text\/\*|\*\/\*)/i.test(accept);
