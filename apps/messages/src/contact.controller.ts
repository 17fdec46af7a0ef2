import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  blockRequest,
  headersOfPage,
  listRequestsQuery,
  type PresentedBlock,
  type PresentedMessageGroup,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { BlocksService } from './contact/blocks.service';
import { RequestsService } from './contact/requests.service';
import { ListsService } from './lists/rows/lists.service';

/** Whom a person does not want to hear of, and who waits for a word, in the form that callers of the REST API see. */
@Controller('users/:user')
export class ContactController {
  constructor(
    private readonly blocks: BlocksService,
    private readonly requests: RequestsService,
    private readonly lists: ListsService,
  ) {}

  @Get('blocks')
  listBlocks(@Param('user') userUuid: string): Promise<PresentedBlock[]> {
    return this.blocks.list(userUuid);
  }

  @Put('blocks/:other')
  block(@Param('user') userUuid: string, @Param('other') uuid: string, @Body() body: unknown): Promise<PresentedBlock> {
    return this.blocks.block(userUuid, { uuid, ...parseRequest(blockRequest, body) });
  }

  @Delete('blocks/:other')
  async unblock(@Param('user') userUuid: string, @Param('other') otherUuid: string): Promise<object> {
    await this.blocks.unblock(userUuid, otherUuid);
    return {};
  }

  @Get('message-requests')
  async listRequests(
    @Param('user') userUuid: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedMessageGroup[]> {
    const wanted = parseRequest(listRequestsQuery, query);
    const { groups, nextCursor, previousCursor } = await this.requests.page(userUuid, wanted);
    reply.headers(headersOfPage({ older: nextCursor, newer: previousCursor }));
    return this.lists.present(userUuid, groups);
  }

  @Put('message-requests/:group')
  accept(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<PresentedMessageGroup> {
    return this.requests.accept(userUuid, groupUuid);
  }

  @Delete('message-requests/:group')
  decline(@Param('user') userUuid: string, @Param('group') groupUuid: string): Promise<PresentedMessageGroup> {
    return this.requests.decline(userUuid, groupUuid);
  }
}
