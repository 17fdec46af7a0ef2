import { Injectable } from '@nestjs/common';
import { messagesPaths } from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { ServiceConnections } from '../services/service-connections';
import type { Choice, ChoiceMade } from './choices.requests';

/** The conversation as the member's list has it from then on. @throws DomainError `message_group_not_found`. */
@Injectable()
export class ChoicesClient {
  constructor(private readonly services: ServiceConnections) {}

  /** @throws DomainError `until_malformed` for a time that has passed. */
  make(choice: Choice, userUuid: string, { groupUuid, body }: ChoiceMade): Promise<RawAnswer> {
    const path = messagesPaths.groupChoice(userUuid, groupUuid, choice);
    return this.services.messages.fetch({ method: 'PUT', path, body });
  }

  undo(choice: Choice, userUuid: string, groupUuid: string): Promise<RawAnswer> {
    const path = messagesPaths.groupChoice(userUuid, groupUuid, choice);
    return this.services.messages.fetch({ method: 'DELETE', path });
  }
}
