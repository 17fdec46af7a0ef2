import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EVENT_CURSOR_HEADER, type Person } from '@app/common/contracts';
import { passOn } from '../answers/pass-on';
import { Caller } from '../auth/caller';
import { EventCursors } from '../live/streams/event-cursors';
import { sendPage } from '../paging/public-page';
import { RateLimited } from '../rate-limits/rate-limited';
import { checkGroupUuid } from '../requests/group-uuid';
import { MessageGroupsClient } from './message-groups.client';
import { messageGroupLinks } from './message-groups.presenter';
import { checkListQuery } from './message-groups.requests';

@Controller('api/message_groups')
export class MessageGroupsController {
  constructor(
    private readonly messageGroups: MessageGroupsClient,
    private readonly cursors: EventCursors,
  ) {}

  @RateLimited('list')
  @Get()
  async list(@Caller() caller: Person, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const wanted = checkListQuery(query);
    // Before the rows are read: what moves them from then on is told as an event.
    const cursor = this.cursors.ofList(caller.uuid);
    const page = await this.messageGroups.list(caller.uuid, wanted);
    reply.header(EVENT_CURSOR_HEADER, cursor);
    sendPage(reply, page, messageGroupLinks(page.beside, wanted));
  }

  /** Over all conversations. */
  @RateLimited('list')
  @Get('unread')
  async unread(@Caller() caller: Person, @Res() reply: FastifyReply): Promise<void> {
    passOn(reply, await this.messageGroups.unread(caller.uuid));
  }

  /** One conversation, as the list has it. */
  @RateLimited('list')
  @Get(':message_group_uuid')
  async read(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    passOn(reply, await this.messageGroups.read(caller.uuid, checkGroupUuid(uuid)));
  }
}
