import { Inject, Injectable } from '@nestjs/common';
import type {
  HandOverRequest,
  MemberRequest,
  Person,
  PresentedMessageGroup,
  RenameGroupRequest,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ContactRules } from '../contact/contact-rules';
import { ofWriter } from '../conversations/standing/conversation';
import { whileContended } from '../conversations/requests/while-contended';
import { KnownNames } from '../names/known-names';
import { UserDirectory } from '../names/user-directory';
import { FoundGroups } from './found-groups';
import { GroupView } from './group-view';
import { MembershipChanges, type MembershipWish } from './membership-changes';
import { planAddition, planHandOver, planLeave, planRemoval, planRename } from './membership-rules';
import { MembershipStore } from './membership.store';

/** The rules of who is in a group. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly store: MembershipStore,
    private readonly groups: FoundGroups,
    private readonly changes: MembershipChanges,
    private readonly users: UserDirectory,
    @Inject(KnownNames) private readonly names: Pick<KnownNames, 'learn'>,
    @Inject(ContactRules) private readonly contacts: Pick<ContactRules, 'allowMembers'>,
    @Inject(GroupView) private readonly view: Pick<GroupView, 'present'>,
  ) {}

  /** @throws DomainError `user_not_found`, `members_exceed_256`, `member_takes_no_messages`, and as all changes. */
  async add(groupUuid: string, { caller, handle }: MemberRequest): Promise<PresentedMessageGroup> {
    ofWriter(await this.groups.found(groupUuid, caller));
    const subject = await this.users.byHandle(handle);
    if (!subject) throw new DomainError('user_not_found');
    await this.names.learn([subject]);
    return this.changes.change(groupUuid, caller, async (group) => {
      const plan = planAddition(group, subject);
      if (plan) await this.contacts.allowMembers([subject.uuid], [caller.uuid, group.group.ownerUuid]);
      return plan;
    });
  }

  /**
   * Oneself, or by the owner somebody else.
   * @throws DomainError `message_group_owner_only`, `member_not_found`; of oneself `message_group_owner_leaves`,
   * `message_group_last_member`; and as all changes.
   */
  async remove(groupUuid: string, { caller, handle }: MemberRequest): Promise<PresentedMessageGroup> {
    const found = await this.groups.found(groupUuid, caller);
    const subject = handle === caller.handle ? caller : await this.users.byHandle(handle);
    if (subject?.uuid === caller.uuid) {
      const leave: MembershipWish = (group) => planLeave(group, caller);
      return this.changes.change(groupUuid, caller, leave, () => this.groups.whatWasLeft(groupUuid, caller));
    }
    ofWriter(found);
    return this.changes.change(groupUuid, caller, async (group) => {
      const known = subject && (await this.store.memberships(groupUuid, [subject.uuid]));
      return planRemoval(group, { caller, subject, wasMember: known !== undefined && known.size > 0 });
    });
  }

  async rename(groupUuid: string, { caller, name }: RenameGroupRequest): Promise<PresentedMessageGroup> {
    ofWriter(await this.groups.found(groupUuid, caller));
    return this.changes.change(groupUuid, caller, (group) => planRename(group, name ?? undefined));
  }

  /** @throws DomainError `message_group_owner_only`, `member_not_found`, and as all changes. */
  async handOver(groupUuid: string, { caller, handle }: HandOverRequest): Promise<PresentedMessageGroup> {
    ofWriter(await this.groups.found(groupUuid, caller));
    const subject = await this.users.byHandle(handle);
    return this.changes.change(groupUuid, caller, (group) => planHandOver(group, { caller, subject }));
  }

  /** As it is, or as it was when the caller left. @throws DomainError `message_group_not_found`. */
  async show(groupUuid: string, caller: Person): Promise<PresentedMessageGroup> {
    const seen = await whileContended(async () => {
      const { head, standing } = await this.groups.found(groupUuid, caller);
      return head && standing === 'member'
        ? this.groups.asItIs(head, caller)
        : this.groups.whatWasLeft(groupUuid, caller);
    });
    return this.view.present(caller.uuid, seen);
  }
}
