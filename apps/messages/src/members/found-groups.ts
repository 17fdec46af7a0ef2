import { Injectable } from '@nestjs/common';
import { type Message, type Person, type Span, WHOLE } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ChangesMetrics } from '../changing/changes-metrics';
import type { ConversationHead, FoundHead } from '../conversations/standing/conversation';
import { MessagesStore } from '../conversations/messages/messages.store';
import { Standings } from '../conversations/standing/standings';
import type { SeenGroup } from './group-view';
import type { Group } from './membership';
import { MembershipStore } from './membership.store';

/** A group as its next change finds it. */
export type GroupHead = ConversationHead & { conversation: Group };

/** Groups as the table has them, as somebody sees them who is a member, or was one. */
@Injectable()
export class FoundGroups {
  constructor(
    private readonly store: MembershipStore,
    private readonly messages: MessagesStore,
    private readonly standings: Standings,
    private readonly metrics: ChangesMetrics,
  ) {}

  /** Also of who has left. @throws DomainError `message_group_not_found`, `message_group_is_pair`. */
  async found(groupUuid: string, { uuid }: Person): Promise<FoundHead<GroupHead>> {
    const { head, standing } = await this.messages.headFor(groupUuid, uuid);
    if (!head || standing === 'stranger') throw new DomainError('message_group_not_found');
    const { group } = head.conversation;
    if (!group) throw new DomainError('message_group_is_pair');
    return { standing, head: { ...head, conversation: { ...head.conversation, group } } };
  }

  async asItIs({ conversation, lastNumber }: GroupHead, caller: Person): Promise<SeenGroup | 'contended'> {
    const { groupUuid } = conversation;
    const [last, memberships] = await Promise.all([
      this.messages.message(groupUuid, lastNumber),
      this.store.memberships(groupUuid, [caller.uuid]),
    ]);
    if (!last) return 'contended';
    this.metrics.answered('members', 'repeated');
    return seenGroup(conversation, last, memberships.get(caller.uuid)?.spans);
  }

  /** As it was when the caller left or was removed. */
  async whatWasLeft(groupUuid: string, caller: Person): Promise<SeenGroup | 'contended'> {
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
}

/** @param spans absent: a member from the start and ever since. */
export const seenGroup = (
  { groupUuid, memberUuids, group: { name, membersAt } }: Group,
  last: Message,
  spans: readonly Span[] = WHOLE,
): SeenGroup => ({ groupUuid, name, memberUuids, membersAt, last, spans });
