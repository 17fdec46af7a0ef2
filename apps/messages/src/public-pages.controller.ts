import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { headersOfPage, readMessagesQuery, type PresentedMessage } from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { besideMessages } from './reading/beside-messages';
import { ReadersView } from './reading/readers-view';
import { ReadingService } from './reading/reading.service';

/** Pages of messages as callers of the REST API see them: the gateway passes the bytes of these answers on, unread. */
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
}
