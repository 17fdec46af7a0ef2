import { Injectable } from '@nestjs/common';
import { messagesPaths, type ListGroupsQuery } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
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
  read(userUuid: string, groupUuid: string): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'GET', path: messagesPaths.group(userUuid, groupUuid) });
  }

  unread(userUuid: string): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'GET', path: messagesPaths.unread(userUuid) });
  }
}
