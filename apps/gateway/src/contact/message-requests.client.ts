import { Injectable } from '@nestjs/common';
import { type ListRequestsQuery, messagesPaths } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { type PublicPage, readPage } from '../paging/public-page';
import { ServiceConnections } from '../services/service-connections';

/** The answers are the conversation as it is then. @throws DomainError `message_request_not_found`. */
@Injectable()
export class MessageRequestsClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `cursor_malformed`. */
  list(userUuid: string, query: ListRequestsQuery): Promise<PublicPage> {
    return readPage(this.services.messages, messagesPaths.requests(userUuid), { ...query });
  }

  accept(userUuid: string, groupUuid: string): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'PUT', path: messagesPaths.request(userUuid, groupUuid) });
  }

  decline(userUuid: string, groupUuid: string): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'DELETE', path: messagesPaths.request(userUuid, groupUuid) });
  }
}
