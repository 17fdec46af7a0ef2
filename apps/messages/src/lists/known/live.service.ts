import { Injectable } from '@nestjs/common';
import type { LiveRow } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { MembersAt } from '@app/common/members';
import { ConversationListsStore } from '../rows/conversation-lists.store';
import { KnownConversations } from './known-conversations';

/** How far a person's conversations are, and who may hear of them. */
@Injectable()
export class LiveService {
  constructor(
    private readonly lists: ConversationListsStore,
    private readonly known: KnownConversations,
    private readonly membersThen: MembersAt,
  ) {}

  rows(userUuid: string): Promise<LiveRow[]> {
    return this.lists.liveRows(userUuid);
  }

  /** @throws DomainError `message_group_not_found`. */
  async row(userUuid: string, groupUuid: string): Promise<LiveRow> {
    const row = await this.lists.liveRow(userUuid, groupUuid);
    if (!row) throw new DomainError('message_group_not_found');
    return row;
  }

  /** @throws DomainError `service_unavailable` where the entry is not to be seen yet. */
  async membersAt(groupUuid: string, membersAt: number): Promise<readonly string[]> {
    const uuids = await this.membersThen.uuids({ groupUuid, membersAt });
    if (!uuids)
      throw new DomainError('service_unavailable', { detail: `the members at ${membersAt} are not to be seen` });
    return uuids;
  }

  /** @throws DomainError `message_group_not_found`. */
  members(groupUuid: string, memberUuid: string): Promise<string[]> {
    return this.known.memberUuids(groupUuid, memberUuid);
  }
}
