import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Person, PresentedMessageGroup } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ChangesMetrics } from '../changing/changes-metrics';
import { ChangesQueue } from '../changing/changes-queue';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { Clock } from '../conversations/clock';
import { headAfter, ofWriter } from '../conversations/standing/conversation';
import { ConversationHeads } from '../conversations/messages/conversation-heads';
import type { RevisionHead } from '../conversations/revisions/revision';
import { RevisionHeads } from '../conversations/revisions/revision-heads';
import { whileContended } from '../conversations/requests/while-contended';
import { ConversationQueue } from '../sending/conversation-queue';
import { MessageDates } from '../sending/message-dates';
import { SendingMetrics } from '../sending/sending-metrics';
import { FoundGroups, type GroupHead, seenGroup } from './found-groups';
import { GroupView, type SeenGroup } from './group-view';
import { type Group, type MembershipPlan, nextMembership, type NextMembership } from './membership';
import { MembershipStore } from './membership.store';

/** What a present member asks for; undefined where all is so already. */
export type MembershipWish = (group: Group) => MembershipPlan | undefined | Promise<MembershipPlan | undefined>;

/**
 * Changes who is in a group. A change takes the next number and the next revision, and whoever writes beside it loses one of
 * them: so sends, changes and memberships have one order.
 *
 * What refuses somebody, or would change nothing, is decided by the table, not by what is remembered. What would change nothing
 * takes no number, and is answered with the group: so every request can be repeated.
 */
@Injectable()
export class MembershipChanges {
  private readonly dates: MessageDates;

  constructor(
    private readonly store: MembershipStore,
    private readonly groups: FoundGroups,
    private readonly revisions: RevisionHeads,
    private readonly heads: ConversationHeads,
    private readonly sends: ConversationQueue,
    private readonly changes: ChangesQueue,
    @Inject(GroupView) private readonly view: Pick<GroupView, 'present'>,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'MESSAGE_GROUPS'>,
    clock: Clock,
    private readonly metrics: ChangesMetrics,
    private readonly sending: SendingMetrics,
  ) {
    this.dates = new MessageDates(clock, sending);
  }

  /**
   * @param ofWhoLeft what they are answered; without it they are refused.
   * @throws DomainError `message_group_not_found`, `message_group_is_pair`, `message_group_left`, `message_groups_off`.
   */
  async change(
    groupUuid: string,
    caller: Person,
    plan: MembershipWish,
    ofWhoLeft?: () => Promise<SeenGroup | 'contended'>,
  ): Promise<PresentedMessageGroup> {
    const attempt = async (): Promise<SeenGroup | 'contended'> => {
      const found = await this.groups.found(groupUuid, caller);
      if (found.standing === 'left' && ofWhoLeft) return ofWhoLeft();
      const head = ofWriter(found);
      const planned = await plan(head.conversation);
      return planned ? this.carryOut(head, caller, planned) : this.groups.asItIs(head, caller);
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
    return seenGroup(next.after, next.entry, own?.spans);
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
