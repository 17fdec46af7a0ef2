import { Injectable } from '@nestjs/common';
import { messagesPaths, type ListGroupsQuery, type MarkReadRequest } from '@app/common/contracts';
import { type PublicPage, readPage } from '../paging/public-page';
import { ServiceConnections } from '../service-connections';

@Injectable()
export class MessageGroupsClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `cursor_malformed`. */
  list(userUuid: string, query: ListGroupsQuery): Promise<PublicPage> {
    return readPage(this.services.messages, messagesPaths.publicGroups(userUuid), query);
  }

  /** @throws DomainError `message_group_not_found`. */
  markRead(groupUuid: string, body: MarkReadRequest): Promise<{ lastReadNumber: number }> {
    return this.services.messages.request({ method: 'PUT', path: messagesPaths.read(groupUuid), body });
  }
}
