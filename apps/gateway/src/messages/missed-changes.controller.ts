import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { RateLimited } from '../rate-limits/rate-limited';
import { MessagesClient } from './messages.client';
import { checkMissedChanges } from './missed-changes.requests';

@Controller('api/messages/:message_group_uuid/changes')
export class MissedChangesController {
  constructor(private readonly messages: MessagesClient) {}

  /** What a client lacks that knows a conversation up to a number and a revision. */
  @RateLimited('list')
  @Get()
  async read(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { groupUuid, wanted } = checkMissedChanges({ uuid, query });
    passOn(reply, await this.messages.changes(groupUuid, { ...wanted, readerUuid: caller.uuid }));
  }
}
