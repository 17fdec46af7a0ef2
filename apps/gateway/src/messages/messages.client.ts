import { Injectable } from '@nestjs/common';
import {
  message,
  messagesPaths,
  type Message,
  type ReadMessagesQuery,
  type SendMessageRequest,
  type StartConversationRequest,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { type PublicPage, readPage } from '../paging/public-page';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class MessagesClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `message_group_not_found` for an unknown conversation and for one of other people alike. */
  read(groupUuid: string, query: ReadMessagesQuery): Promise<PublicPage> {
    return readPage(this.services.messages, messagesPaths.publicMessages(groupUuid), query);
  }

  /** @throws DomainError `message_group_uuid_unknown` where `read` would not find the conversation: here it is a field. */
  async send(groupUuid: string, body: SendMessageRequest): Promise<Message> {
    const path = messagesPaths.messages(groupUuid);
    try {
      return await this.services.messages.request(message, { method: 'POST', path, body });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'message_group_not_found') throw error;
      throw new DomainError('message_group_uuid_unknown');
    }
  }

  start(body: StartConversationRequest): Promise<Message> {
    return this.services.messages.request(message, { method: 'POST', path: messagesPaths.conversations, body });
  }
}
