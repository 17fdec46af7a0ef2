import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  readMessagesQuery,
  sendMessageRequest,
  startConversationRequest,
  type MessagePage,
  type SentMessage,
} from '@app/common/contracts';
import { parseRequest } from '@app/common/requests';
import { ReadingService } from './reading/reading.service';
import { MessagesService } from './sending/messages.service';

@Controller()
export class ConversationsController {
  constructor(
    private readonly messages: MessagesService,
    private readonly reading: ReadingService,
  ) {}

  @Post('conversations')
  @HttpCode(200)
  start(@Body() body: unknown): Promise<SentMessage> {
    return this.messages.start(parseRequest(startConversationRequest, body));
  }

  @Post('conversations/:group/messages')
  @HttpCode(200)
  send(@Param('group') groupUuid: string, @Body() body: unknown): Promise<SentMessage> {
    return this.messages.send(groupUuid, parseRequest(sendMessageRequest, body));
  }

  @Get('conversations/:group/messages')
  page(@Param('group') groupUuid: string, @Query() query: unknown): Promise<MessagePage> {
    return this.reading.page(groupUuid, parseRequest(readMessagesQuery, query));
  }
}
