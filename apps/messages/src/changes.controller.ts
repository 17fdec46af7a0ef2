import { Body, Controller, Delete, Param, Patch, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  deleteMessageRequest,
  editMessageRequest,
  ENTITY_REVISION_HEADER,
  presentOneMessage,
  type PresentedSentMessage,
  reactionRequest,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import type { ChangedMessage } from './changing/changed-message';
import { ChangingService } from './changing/changing.service';
import { ReadersView } from './reading/readers-view';

const entryNumber = z.coerce.number().int().min(1);

/** Changes of single messages. The answers are as callers of the REST API see them: the gateway passes their bytes on. */
@Controller('conversations/:group/messages/:number')
export class ChangesController {
  constructor(
    private readonly changing: ChangingService,
    private readonly view: ReadersView,
  ) {}

  @Patch()
  async edit(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedSentMessage> {
    const request = parseRequest(editMessageRequest, body);
    const changed = await this.changing.edit(groupUuid, parseRequest(entryNumber, number), request);
    return this.answer(reply, changed, request.userUuid);
  }

  @Delete()
  async delete(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedSentMessage> {
    const request = parseRequest(deleteMessageRequest, body);
    const changed = await this.changing.delete(groupUuid, parseRequest(entryNumber, number), request);
    return this.answer(reply, changed, request.userUuid);
  }

  @Put('reactions/:emoji')
  async addReaction(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Param('emoji') emoji: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedSentMessage> {
    const { userUuid } = parseRequest(reactionRequest, body);
    const place = parseRequest(entryNumber, number);
    return this.answer(reply, await this.changing.addReaction(groupUuid, place, emoji, userUuid), userUuid);
  }

  @Delete('reactions/:emoji')
  async removeReaction(
    @Param('group') groupUuid: string,
    @Param('number') number: string,
    @Param('emoji') emoji: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PresentedSentMessage> {
    const { userUuid } = parseRequest(reactionRequest, body);
    const place = parseRequest(entryNumber, number);
    return this.answer(reply, await this.changing.removeReaction(groupUuid, place, emoji, userUuid), userUuid);
  }

  private async answer(
    reply: FastifyReply,
    { message, ownEmojis }: ChangedMessage,
    userUuid: string,
  ): Promise<PresentedSentMessage> {
    const quoted = await this.view.quotedBy(message, userUuid);
    reply.header(ENTITY_REVISION_HEADER, String(message.revision ?? 0));
    return presentOneMessage(message, { ownEmojis, quoted });
  }
}
