import { Injectable } from '@nestjs/common';
import { messagesPaths, type ReactionRequest } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { ServiceConnections } from '../services/service-connections';
import type { MessageAddress } from './message-address';

/** @throws DomainError `message_group_not_found`, `message_not_found`. */
@Injectable()
export class ReactionsClient {
  constructor(private readonly services: ServiceConnections) {}

  reactors({ groupUuid, number }: MessageAddress, readerUuid: string): Promise<RawAnswer> {
    const path = messagesPaths.reactors(groupUuid, number);
    return this.services.messages.fetch({ method: 'GET', path, query: { readerUuid } });
  }

  /** @throws DomainError `emoji_malformed`. */
  react({ groupUuid, number, emoji }: MessageAddress & { emoji: string }, body: ReactionRequest): Promise<RawAnswer> {
    const path = messagesPaths.reaction(groupUuid, number, emoji);
    return this.services.messages.fetch({ method: 'PUT', path, body });
  }

  /** @throws DomainError `emoji_malformed`. */
  takeBack(
    { groupUuid, number, emoji }: MessageAddress & { emoji: string },
    body: ReactionRequest,
  ): Promise<RawAnswer> {
    const path = messagesPaths.reaction(groupUuid, number, emoji);
    return this.services.messages.fetch({ method: 'DELETE', path, body });
  }
}
