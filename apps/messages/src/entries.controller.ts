import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  ENTITY_REVISION_HEADER,
  readChangesQuery,
  readOneQuery,
  type PresentedChanges,
  type PresentedReactors,
  type PresentedSentMessage,
  type PresentedVersion,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { MissedChangesService } from './reading/missed-changes.service';
import { OneMessageService } from './reading/one-message.service';

const entryNumber = z.coerce.number().int();

/** Single messages and what has changed, as callers of the REST API see them: the gateway passes these answers on. */
@Controller('conversations/:group')
export class EntriesController {
  constructor(
    private readonly one: OneMessageService,
    private readonly missed: MissedChangesService,
  ) {}

  @Get('messages/:number')
  async message(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedSentMessage> {
    const { readerUuid } = parseRequest(readOneQuery, query);
    const message = await this.one.message(groupUuid, parseRequest(entryNumber, number), readerUuid);
    reply.header(ENTITY_REVISION_HEADER, String(message.revision));
    return message;
  }

  @Get('messages/:number/history')
  history(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Query() query: unknown,
  ): Promise<PresentedVersion[]> {
    const { readerUuid } = parseRequest(readOneQuery, query);
    return this.one.history(groupUuid, parseRequest(entryNumber, number), readerUuid);
  }

  @Get('messages/:number/reactions')
  reactors(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Query() query: unknown,
  ): Promise<PresentedReactors[]> {
    const { readerUuid } = parseRequest(readOneQuery, query);
    return this.one.reactors(groupUuid, parseRequest(entryNumber, number), readerUuid);
  }

  @Get('changes')
  changes(@Param('group') groupUuid: string, @Query() query: unknown): Promise<PresentedChanges> {
    return this.missed.changes(groupUuid, parseRequest(readChangesQuery, query));
  }
}
