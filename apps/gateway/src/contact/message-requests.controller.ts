import { Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { sendPage } from '../paging/public-page';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkGroupUuid } from '../requests/group-uuid';
import { OPTIONAL_BODY } from '../requests/optional-body';
import { MessageRequestsClient } from './message-requests.client';
import { messageRequestLinks } from './message-requests.presenter';
import { checkRequestsQuery } from './message-requests.requests';

/** Conversations that somebody new has begun with the caller, until the caller accepts or declines them. */
@Controller('api/message_requests')
export class MessageRequestsController {
  constructor(private readonly requests: MessageRequestsClient) {}

  @RateLimited('list')
  @Get()
  async list(@Caller() caller: Person, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const wanted = checkRequestsQuery(query);
    const page = await this.requests.list(caller.uuid, wanted);
    sendPage(reply, page, messageRequestLinks(page.beside, wanted));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Put(':message_group_uuid')
  async accept(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.requests.accept(caller.uuid, checkGroupUuid(uuid)));
  }

  @RateLimited('change', OPTIONAL_BODY)
  @Delete(':message_group_uuid')
  async decline(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.requests.decline(caller.uuid, checkGroupUuid(uuid)));
  }
}
