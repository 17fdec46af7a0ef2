import { Injectable } from '@nestjs/common';
import { isOpen, type PresentedMember, presentPerson } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { MembersAt } from '@app/common/members';
import { MessagesStore } from '../../conversations/messages/messages.store';
import { whileContended } from '../../conversations/requests/while-contended';
import { NamesDirectory } from '../../names/names-directory';
import { EntriesStore } from '../../reading/entries.store';
import { ReaderSpans } from '../../reading/reader-spans';

interface Membership {
  memberUuids: readonly string[];
  ownerUuid: string;
}

/** Who is in a group. */
@Injectable()
export class GroupMembersService {
  constructor(
    private readonly messages: MessagesStore,
    private readonly entries: EntriesStore,
    private readonly spans: ReaderSpans,
    private readonly membersAt: MembersAt,
    private readonly names: NamesDirectory,
  ) {}

  /**
   * All members, in the order in which they came; of who has left, as of then.
   * @throws DomainError `message_group_not_found`, `message_group_is_pair`.
   */
  async of(groupUuid: string, readerUuid: string): Promise<PresentedMember[]> {
    const { memberUuids, ownerUuid } = await whileContended(() => this.membership(groupUuid, readerUuid));
    const names = await this.names.of(memberUuids);
    return memberUuids.map((uuid) => ({
      ...presentPerson(names.get(uuid) ?? { uuid, handle: '', displayName: '' }),
      owner: uuid === ownerUuid,
    }));
  }

  private async membership(groupUuid: string, readerUuid: string): Promise<Membership | 'contended'> {
    const { head, standing } = await this.messages.headFor(groupUuid, readerUuid);
    if (standing === 'stranger') throw new DomainError('message_group_not_found');
    if (standing === 'left') return this.whenLeft(groupUuid, readerUuid);
    if (!head) return 'contended';
    const { memberUuids, group } = head.conversation;
    if (!group) throw new DomainError('message_group_is_pair');
    return { memberUuids, ownerUuid: group.ownerUuid };
  }

  private async whenLeft(groupUuid: string, readerUuid: string): Promise<Membership | 'contended'> {
    const spans = await this.spans.of(groupUuid, readerUuid, {});
    if (isOpen(spans)) return 'contended';
    const membersAt = Math.max(...spans.map(({ untilNumber = 0 }) => untilNumber));
    const [entry, memberUuids] = await Promise.all([
      this.entries.entry(groupUuid, membersAt),
      this.membersAt.uuids({ groupUuid, membersAt }),
    ]);
    const ownerUuid = entry?.message.membership?.ownerUuid;
    return memberUuids && ownerUuid !== undefined ? { memberUuids, ownerUuid } : 'contended';
  }
}
