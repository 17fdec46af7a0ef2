import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { presentSentMessage, type Person, type PresentedSentMessage } from '@app/common/contracts';
import { Caller } from '../auth/caller';
import { sendPage } from '../paging/public-page';
import { RateLimited } from '../rate-limits/rate-limited';
import { MessagesClient } from './messages.client';
import { messageLinks } from './messages.presenter';
import { checkMessage, checkPage } from './messages.requests';

@Controller('api/messages')
export class MessagesController {
  constructor(private readonly messages: MessagesClient) {}

  @RateLimited('list')
  @Get(':message_group_uuid')
  async read(
    @Caller() caller: Person,
    @Param('message_group_uuid') uuid: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { groupUuid, wanted } = checkPage({ uuid, query });
    const page = await this.messages.read(groupUuid, { ...wanted, readerUuid: caller.uuid });
    sendPage(reply, page, messageLinks(groupUuid, page.beside, wanted.limit));
  }

  @RateLimited('send')
  @Post()
  @HttpCode(HttpStatus.OK)
  async send(
    @Caller() sender: Person,
    @Body() body: unknown,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
  ): Promise<PresentedSentMessage> {
    const message = checkMessage(body, idempotencyKey);
    const { text, replyTo, sendKey, textHash } = message;
    const content = { sender, text, replyTo, sendKey, textHash };
    return presentSentMessage(
      'groupUuid' in message
        ? await this.messages.send(message.groupUuid, content)
        : await this.messages.start({ ...content, recipientHandle: message.recipientHandle }),
    );
  }
}
