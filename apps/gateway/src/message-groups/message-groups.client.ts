import { Injectable } from '@nestjs/common';
import {
  messagesPaths,
  type ListGroupsQuery,
  type MarkReadRequest,
  type MessageGroupPage,
} from '@app/common/contracts';
import { ServiceConnections } from '../service-connections';

@Injectable()
export class MessageGroupsClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `cursor_malformed`. */
  list(userUuid: string, query: ListGroupsQuery): Promise<MessageGroupPage> {
    return this.services.messages.request<MessageGroupPage>({
      method: 'GET',
      path: messagesPaths.groups(userUuid),
      query,
    });
  }

  /** @throws DomainError `message_group_not_found`. */
  markRead(groupUuid: string, body: MarkReadRequest): Promise<{ lastReadNumber: number }> {
    return this.services.messages.request({ method: 'PUT', path: messagesPaths.read(groupUuid), body });
  }
}
