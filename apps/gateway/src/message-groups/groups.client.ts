import { Injectable } from '@nestjs/common';
import {
  type HandOverRequest,
  type MemberRequest,
  messagesPaths,
  type RenameGroupRequest,
  type StartGroupRequest,
} from '@app/common/contracts';
import type { RawAnswer } from '@app/common/http';
import { ServiceConnections } from '../services/service-connections';

/**
 * Groups and who is in them; each change answers the group as the caller's list has it from then on.
 * @throws DomainError `message_group_not_found` for who never was a member, before anything else is said.
 */
@Injectable()
export class GroupsClient {
  constructor(private readonly services: ServiceConnections) {}

  start(body: StartGroupRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'POST', path: messagesPaths.startGroup, body });
  }

  rename(groupUuid: string, body: RenameGroupRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'PATCH', path: messagesPaths.groupItself(groupUuid), body });
  }

  handOver(groupUuid: string, body: HandOverRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'PUT', path: messagesPaths.groupOwner(groupUuid), body });
  }

  /** Of who has left: as of then. */
  members(groupUuid: string, readerUuid: string): Promise<RawAnswer> {
    const path = messagesPaths.groupMembers(groupUuid);
    return this.services.messages.fetch({ method: 'GET', path, query: { readerUuid } });
  }

  add(groupUuid: string, body: MemberRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'PUT', path: messagesPaths.groupMembers(groupUuid), body });
  }

  /** Of oneself: to leave. */
  remove(groupUuid: string, body: MemberRequest): Promise<RawAnswer> {
    return this.services.messages.fetch({ method: 'DELETE', path: messagesPaths.groupMembers(groupUuid), body });
  }
}
