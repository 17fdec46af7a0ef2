import { Injectable } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import type { MessagesStore } from '../../conversations/messages/messages.store';
import type { MembershipService } from '../../members/membership.service';
import { KnownNamesStore } from '../../names/known-names.store';
import { UserDirectory } from '../../names/user-directory';

/** Whoever leaves for good names others by their uuids, since handles may have changed. */
@Injectable()
export class DirectoryByUuid extends UserDirectory {
  constructor(private readonly names: KnownNamesStore) {
    super();
  }

  async byHandle(uuid: string): Promise<Person> {
    return (await this.names.of([uuid])).get(uuid) ?? { uuid, handle: '', displayName: '' };
  }
}

/** Lets somebody leave groups as if they had done it, under the names that they have from then on. */
export class GroupExit {
  constructor(
    private readonly messages: MessagesStore,
    private readonly memberships: MembershipService,
    private readonly person: Person,
  ) {}

  /** The owner hands the group over first, to who has been a member for longest. The last member stays. */
  async leave(groupUuid: string): Promise<boolean> {
    const { head, standing } = await this.messages.headFor(groupUuid, this.person.uuid);
    if (!head || standing !== 'member') return false;
    const { memberUuids, group } = head.conversation;
    const [longest] = memberUuids.filter((uuid) => uuid !== this.person.uuid);
    if (longest === undefined) return false;
    if (group?.ownerUuid === this.person.uuid) {
      await this.memberships.handOver(groupUuid, { caller: this.person, handle: longest });
    }
    await this.memberships.remove(groupUuid, { caller: this.person, handle: this.person.handle });
    return true;
  }
}
