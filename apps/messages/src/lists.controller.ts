import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  headersOfPage,
  listGroupsQuery,
  type MessageGroupPage,
  type PresentedMessageGroup,
  type PresentedUnread,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { ListsService } from './lists/rows/lists.service';

/** Conversation lists. The public form is what callers of the REST API see: the gateway passes these bytes on, unread. */
@Controller('users/:user')
export class ListsController {
  constructor(private readonly lists: ListsService) {}

  @Get('message-groups')
  page(@Param('user') userUuid: string, @Query() query: unknown): Promise<MessageGroupPage> {
    return this.lists.page(userUuid, parseRequest(listGroupsQuery, query));
  }

  @Get('public-message-groups')
  async publicPage(
    @Param('user') userUuid: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedMessageGroup[]> {
    const { groups, nextCursor, previousCursor } = await this.lists.page(
      userUuid,
      parseRequest(listGroupsQuery, query),
    );
    reply.headers(headersOfPage({ older: nextCursor, newer: previousCursor }));
    return this.lists.present(userUuid, groups);
  }

  @Get('message-groups/unread')
  unread(@Param('user') userUuid: string): Promise<PresentedUnread> {
    return this.lists.unread(userUuid);
  }

  @Get('message-groups/:group')
  one(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<PresentedMessageGroup> {
    return this.lists.one(userUuid, groupUuid);
  }
}
