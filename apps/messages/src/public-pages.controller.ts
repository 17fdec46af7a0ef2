import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  headersOfPage,
  listGroupsQuery,
  presentMessageGroup,
  readMessagesQuery,
  type PresentedMessage,
  type PresentedMessageGroup,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/http';
import { besideMessages } from './reading/beside-messages';
import { ReadersView } from './reading/readers-view';
import { ReadingService } from './reading/reading.service';

/** Pages as callers of the REST API see them: the gateway passes the bytes of these answers on, unread. */
@Controller()
export class PublicPagesController {
  constructor(
    private readonly reading: ReadingService,
    private readonly view: ReadersView,
  ) {}

  @Get('conversations/:group/public-messages')
  async messages(
    @Param('group') groupUuid: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedMessage[]> {
    const wanted = parseRequest(readMessagesQuery, query);
    const page = await this.reading.page(groupUuid, wanted);
    reply.headers(headersOfPage(besideMessages(page, wanted)));
    return this.view.present(page.messages, wanted.readerUuid);
  }

  @Get('users/:user/public-message-groups')
  async groups(
    @Param('user') userUuid: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedMessageGroup[]> {
    const { groups, nextCursor, previousCursor } = await this.reading.groups(
      userUuid,
      parseRequest(listGroupsQuery, query),
    );
    reply.headers(headersOfPage({ older: nextCursor, newer: previousCursor }));
    return groups.map((group) => presentMessageGroup(group));
  }
}
