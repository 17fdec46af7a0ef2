import { Injectable } from '@nestjs/common';
import {
  messagesPaths,
  sentMessage,
  type ReadChangesQuery,
  type ReadMessagesQuery,
  type SendMessageRequest,
  type SentMessage,
  type StartConversationRequest,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { RawAnswer } from '@app/common/http';
import { type PublicPage, readPage } from '../paging/public-page';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class MessagesClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `message_group_not_found` for an unknown conversation and for one of other people alike. */
  read(groupUuid: string, query: ReadMessagesQuery): Promise<PublicPage> {
    return readPage(this.services.messages, messagesPaths.publicMessages(groupUuid), query);
  }

  /** @throws DomainError `message_group_not_found`; `after_number_unknown`, `after_revision_unknown` for what is yet to come. */
  changes(groupUuid: string, query: ReadChangesQuery): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'GET', path: messagesPaths.changes(groupUuid), query });
  }

  /** @throws DomainError `message_group_uuid_unknown` where `read` would not find the conversation: here it is a field. */
  async send(groupUuid: string, body: SendMessageRequest): Promise<SentMessage> {
    const path = messagesPaths.messages(groupUuid);
    try {
      return await this.services.messages.request(sentMessage, { method: 'POST', path, body });
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'message_group_not_found') throw error;
      throw new DomainError('message_group_uuid_unknown');
    }
  }

  start(body: StartConversationRequest): Promise<SentMessage> {
    return this.services.messages.request(sentMessage, { method: 'POST', path: messagesPaths.conversations, body });
  }
}
