import { Injectable } from '@nestjs/common';
import {
  messagesPaths,
  readMarker,
  receivedMarker,
  type MarkReadRequest,
  type MarkReceivedRequest,
  type ReadMarker,
  type ReceivedMarker,
} from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { ServiceConnections } from '../services/service-connections';

/** How far members have come. @throws DomainError `message_group_not_found`. */
@Injectable()
export class MarkersClient {
  constructor(private readonly services: ServiceConnections) {}

  markRead(groupUuid: string, body: MarkReadRequest): Promise<ReadMarker> {
    return this.services.messages.request(readMarker, { method: 'PUT', path: messagesPaths.read(groupUuid), body });
  }

  markReceived(groupUuid: string, body: MarkReceivedRequest): Promise<ReceivedMarker> {
    const path = messagesPaths.received(groupUuid);
    return this.services.messages.request(receivedMarker, { method: 'PUT', path, body });
  }

  /** @throws DomainError `receipts_exceed_32_members`. */
  receipts(groupUuid: string, readerUuid: string): Promise<RawAnswer> {
    const path = messagesPaths.receipts(groupUuid);
    return this.services.messages.fetch({ method: 'GET', path, query: { readerUuid } });
  }
}
