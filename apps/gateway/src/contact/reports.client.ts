import { Injectable } from '@nestjs/common';
import { messagesPaths, type ReportRequest } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import type { MessageAddress } from '../messages/message-address';
import { ServiceConnections } from '../services/service-connections';

@Injectable()
export class ReportsClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `message_group_not_found`, `message_not_found`, `message_own`, `message_deleted`. */
  report({ groupUuid, number }: MessageAddress, body: ReportRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'POST', path: messagesPaths.report(groupUuid, number), body });
  }
}
