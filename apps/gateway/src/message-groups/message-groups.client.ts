import { Injectable } from '@nestjs/common';
import {
  messagesPaths,
  readMarker,
  type ListGroupsQuery,
  type MarkReadRequest,
  type ReadMarker,
} from '@app/common/contracts';
import { type PublicPage, readPage } from '../paging/public-page';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class MessageGroupsClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `cursor_malformed`. */
  list(userUuid: string, { archived, ...place }: ListGroupsQuery): Promise<PublicPage> {
    const query = { ...place, ...(archived !== undefined && { archived: String(archived) }) };
    return readPage(this.services.messages, messagesPaths.publicGroups(userUuid), query);
  }

  /** @throws DomainError `message_group_not_found`. */
  markRead(groupUuid: string, body: MarkReadRequest): Promise<ReadMarker> {
    return this.services.messages.request(readMarker, { method: 'PUT', path: messagesPaths.read(groupUuid), body });
  }
}
