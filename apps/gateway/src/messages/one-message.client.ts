import { Injectable } from '@nestjs/common';
import { messagesPaths, type DeleteMessageRequest, type EditMessageRequest } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { ServiceConnections } from '../services/service-connections';
import type { MessageAddress } from './message-address';

/** One message, as its service writes it for one member. @throws DomainError `message_group_not_found`, `message_not_found`. */
@Injectable()
export class OneMessageClient {
  constructor(private readonly services: ServiceConnections) {}

  read(at: MessageAddress, readerUuid: string): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'GET', path: pathOf(at), query: { readerUuid } });
  }

  edit(at: MessageAddress, body: EditMessageRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'PATCH', path: pathOf(at), body });
  }

  delete(at: MessageAddress, body: DeleteMessageRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'DELETE', path: pathOf(at), body });
  }

  history({ groupUuid, number }: MessageAddress, readerUuid: string): Promise<RawAnswer> {
    const path = messagesPaths.history(groupUuid, number);
    return this.services.messages.fetch({ method: 'GET', path, query: { readerUuid } });
  }
}

const pathOf = ({ groupUuid, number }: MessageAddress): string => messagesPaths.message(groupUuid, number);
