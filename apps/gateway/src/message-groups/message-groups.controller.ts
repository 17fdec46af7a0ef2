import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Person } from '@app/common/contracts';
import { Caller } from '../auth/caller';
import { sendPage } from '../paging/public-page';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkGroupUuid } from './group-uuid';
import { MessageGroupsClient } from './message-groups.client';
import { messageGroupLinks, presentReadMarker } from './message-groups.presenter';
import { checkListQuery, checkReadMarker } from './message-groups.requests';

@Controller('api/message_groups')
export class MessageGroupsController {
  constructor(private readonly messageGroups: MessageGroupsClient) {}

  @RateLimited('list')
  @Get()
  async list(@Caller() caller: Person, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const wanted = checkListQuery(query);
    const page = await this.messageGroups.list(caller.uuid, wanted);
    sendPage(reply, page, messageGroupLinks(page.beside, wanted.limit));
  }

  /** Moves the caller's read marker, forward only. */
  @Put(':message_group_uuid/read')
  async markRead(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Body() body: unknown,
  ): Promise<{ uuid: string; last_read_number: number }> {
    const groupUuid = checkGroupUuid(uuid);
    const { number } = checkReadMarker(body);
    const { lastReadNumber } = await this.messageGroups.markRead(groupUuid, { readerUuid: caller.uuid, number });
    return presentReadMarker(groupUuid, lastReadNumber);
  }
}
