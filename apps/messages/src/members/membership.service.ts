import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type HandOverRequest,
  type MemberRequest,
  type Message,
  type Person,
  type PresentedMessageGroup,
  type RenameGroupRequest,
  type Span,
  WHOLE,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ChangesMetrics } from '../changing/changes-metrics';
import { ChangesQueue } from '../changing/changes-queue';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { ContactRules } from '../contact/contact-rules';
import { type ConversationHead, type FoundHead, headAfter, ofWriter } from '../conversations/conversation';
import { ConversationHeads } from '../conversations/conversation-heads';
import { MessagesStore } from '../conversations/messages.store';
import type { RevisionHead } from '../conversations/revision';
import { RevisionHeads } from '../conversations/revision-heads';
import { Standings } from '../conversations/standings';
import { whileContended } from '../conversations/while-contended';
import { KnownNames } from '../names/known-names';
import { Clock } from '../conversations/clock';
import { ConversationQueue } from '../sending/conversation-queue';
import { MessageDates } from '../sending/message-dates';
import { SendingMetrics } from '../sending/sending-metrics';
import { UserDirectory } from '../names/user-directory';
import { GroupView, type SeenGroup } from './group-view';
import { type Group, type MembershipPlan, nextMembership, type NextMembership } from './membership';
import { planAddition, planHandOver, planLeave, planRemoval, planRename } from './membership-rules';
import { MembershipStore } from './membership.store';

/** A group as its next change finds it. */
type GroupHead = ConversationHead & { conversation: Group };

/** What a present member asks for; undefined where all is so already. */
type Plan = (group: Group) => MembershipPlan | undefined | Promise<MembershipPlan | undefined>;

/**
 * The rules of who is in a group. A change takes the next number and the next revision, and whoever writes beside it loses
 * one of them: so sends, changes and memberships have one order.
 *
 * What refuses somebody, or would change nothing, is decided by the table, not by what is remembered. What would change nothing
 * takes no number, and is answered with the group: so every request can be repeated.
 */
@Injectable()
export class MembershipService {
  private readonly dates: MessageDates;

  constructor(
    private readonly store: MembershipStore,
    private readonly messages: MessagesStore,
    private readonly standings: Standings,
    private readonly revisions: RevisionHeads,
    private readonly heads: ConversationHeads,
    private readonly sends: ConversationQueue,
    private readonly changes: ChangesQueue,
    private readonly users: UserDirectory,
    @Inject(KnownNames) private readonly names: Pick<KnownNames, 'learn'>,
    @Inject(ContactRules) private readonly contacts: Pick<ContactRules, 'allowMembers'>,
    @Inject(GroupView) private readonly view: Pick<GroupView, 'present'>,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'MESSAGE_GROUPS'>,
    clock: Clock,
    private readonly metrics: ChangesMetrics,
    private readonly sending: SendingMetrics,
  ) {
    this.dates = new MessageDates(clock, sending);
  }

  /** @throws DomainError `user_not_found`, `members_exceed_256`, `member_takes_no_messages`, and as all changes. */
  async add(groupUuid: string, { caller, handle }: MemberRequest): Promise<PresentedMessageGroup> {
    ofWriter(await this.found(groupUuid, caller));
    const subject = await this.users.byHandle(handle);
    if (!subject) throw new DomainError('user_not_found');
    await this.names.learn([subject]);
    return this.change(groupUuid, caller, async (group) => {
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
    const found = await this.found(groupUuid, caller);
    const subject = handle === caller.handle ? caller : await this.users.byHandle(handle);
    if (subject?.uuid === caller.uuid) {
      const leave: Plan = (group) => planLeave(group, caller);
      return this.change(groupUuid, caller, leave, () => this.whatWasLeft(groupUuid, caller));
    }
    ofWriter(found);
    return this.change(groupUuid, caller, async (group) => {
      const known = subject && (await this.store.memberships(groupUuid, [subject.uuid]));
      return planRemoval(group, { caller, subject, wasMember: known !== undefined && known.size > 0 });
    });
  }

  async rename(groupUuid: string, { caller, name }: RenameGroupRequest): Promise<PresentedMessageGroup> {
    ofWriter(await this.found(groupUuid, caller));
    return this.change(groupUuid, caller, (group) => planRename(group, name ?? undefined));
  }

  /** @throws DomainError `message_group_owner_only`, `member_not_found`, and as all changes. */
  async handOver(groupUuid: string, { caller, handle }: HandOverRequest): Promise<PresentedMessageGroup> {
    ofWriter(await this.found(groupUuid, caller));
    const subject = await this.users.byHandle(handle);
    return this.change(groupUuid, caller, (group) => planHandOver(group, { caller, subject }));
  }

  /** As it is, or as it was when the caller left. @throws DomainError `message_group_not_found`. */
  async show(groupUuid: string, caller: Person): Promise<PresentedMessageGroup> {
    const seen = await whileContended(async () => {
      const { head, standing } = await this.found(groupUuid, caller);
      return head && standing === 'member' ? this.asItIs(head, caller) : this.whatWasLeft(groupUuid, caller);
    });
    return this.view.present(caller.uuid, seen);
  }

  /**
   * @param ofWhoLeft what they are answered; without it they are refused.
   * @throws DomainError `message_group_not_found`, `message_group_is_pair`, `message_group_left`, `message_groups_off`.
   */
  private async change(
    groupUuid: string,
    caller: Person,
    plan: Plan,
    ofWhoLeft?: () => Promise<SeenGroup | 'contended'>,
  ): Promise<PresentedMessageGroup> {
    const attempt = async (): Promise<SeenGroup | 'contended'> => {
      const found = await this.found(groupUuid, caller);
      if (found.standing === 'left' && ofWhoLeft) return ofWhoLeft();
      const head = ofWriter(found);
      const planned = await plan(head.conversation);
      return planned ? this.carryOut(head, caller, planned) : this.asItIs(head, caller);
    };
    const seen = await this.sends.run(groupUuid, () =>
      this.changes.run(groupUuid, () => whileContended(attempt, () => this.sending.conflicts.inc())),
    );
    return this.view.present(caller.uuid, seen);
  }

  private async carryOut(head: GroupHead, caller: Person, plan: MembershipPlan): Promise<SeenGroup | 'contended'> {
    if (this.config.MESSAGE_GROUPS === 'off') throw new DomainError('message_groups_off');
    const { groupUuid } = head.conversation;
    const revision = await this.revisionHead(groupUuid);
    if (!revision) return 'contended';
    const before = await this.store.memberships(groupUuid, [caller.uuid, ...plan.subjects.map(({ uuid }) => uuid)]);
    const next = nextMembership({
      ...{ plan, head, before, sender: caller, uuid: randomUUID() },
      lastRevision: revision.revision,
      createdAt: this.dates.after(head.lastCreatedAt),
    });
    const outcome = await this.store.change(next, head.conversation);
    if (outcome === 'contended') {
      this.revisions.forget(groupUuid);
      return outcome;
    }
    this.remember(next);
    this.metrics.answered('members', 'changed');
    const own = next.memberships.find(({ userUuid }) => userUuid === caller.uuid) ?? before.get(caller.uuid);
    return seen(next.after, next.entry, own?.spans);
  }

  private async asItIs({ conversation, lastNumber }: GroupHead, caller: Person): Promise<SeenGroup | 'contended'> {
    const { groupUuid } = conversation;
    const [last, memberships] = await Promise.all([
      this.messages.message(groupUuid, lastNumber),
      this.store.memberships(groupUuid, [caller.uuid]),
    ]);
    if (!last) return 'contended';
    this.metrics.answered('members', 'repeated');
    return seen(conversation, last, memberships.get(caller.uuid)?.spans);
  }

  /** As it was when the caller left or was removed. */
  private async whatWasLeft(groupUuid: string, caller: Person): Promise<SeenGroup | 'contended'> {
    const membership = (await this.store.memberships(groupUuid, [caller.uuid])).get(caller.uuid);
    const membersAt = membership?.changedAt ?? 0;
    const last = await this.messages.message(groupUuid, membersAt);
    const memberUuids = await this.standings.membersOf(groupUuid, { membersAt });
    if (!membership || !last || !memberUuids) return 'contended';
    const until = membership.spans.at(-1)?.untilRevision;
    this.metrics.answered('members', 'repeated');
    return {
      ...{ groupUuid, name: last.membership?.name, memberUuids, membersAt, spans: membership.spans },
      last: { ...last, revision: until },
    };
  }

  /** Also of who has left. @throws DomainError `message_group_not_found`, `message_group_is_pair`. */
  private async found(groupUuid: string, { uuid }: Person): Promise<FoundHead<GroupHead>> {
    const { head, standing } = await this.messages.headFor(groupUuid, uuid);
    if (!head || standing === 'stranger') throw new DomainError('message_group_not_found');
    const { group } = head.conversation;
    if (!group) throw new DomainError('message_group_is_pair');
    return { standing, head: { ...head, conversation: { ...head.conversation, group } } };
  }

  private async revisionHead(groupUuid: string): Promise<RevisionHead | undefined> {
    const known = this.revisions.get(groupUuid);
    if (known) return known;
    const read = await this.revisions.read(groupUuid);
    return read && this.revisions.confirm(read);
  }

  private remember({ entry, after }: NextMembership): void {
    const { groupUuid, memberUuids, group } = after;
    this.heads.remember(headAfter(after, entry));
    this.revisions.remember({ groupUuid, revision: entry.revision, memberUuids, membersAt: group.membersAt });
  }
}

/** @param spans absent: a member from the start and ever since. */
const seen = (
  { groupUuid, memberUuids, group: { name, membersAt } }: Group,
  last: Message,
  spans: readonly Span[] = WHOLE,
): SeenGroup => ({ groupUuid, name, memberUuids, membersAt, last, spans });
