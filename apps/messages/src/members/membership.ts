import { type Message, type Person, type Span, WHOLE } from '@app/common/contracts';
import type { MembershipKind } from '@app/common/table';
import type { Conversation, ConversationHead, GroupState } from '../conversations/standing/conversation';

/** When somebody is a member, as of the last entry about it. */
export interface Membership {
  spans: readonly Span[];
  /** The number of that entry. */
  changedAt: number;
}

/** A group, which every change of a membership is about. */
export interface Group extends Conversation {
  group: GroupState;
}

/** What is to be from the next entry on. */
export interface MembershipPlan {
  kind: MembershipKind;
  /** Whom it is about; nobody where that is all members, or the group itself. */
  subjects: readonly Person[];
  memberUuids: readonly string[];
  ownerUuid: string;
  name: string | undefined;
}

/** One change of the membership, in its place among all entries and all revisions of the group. */
export interface NextMembership {
  /** The entry, with its number and its revision. */
  entry: Message & { kind: MembershipKind; revision: number };
  after: Group;
  /** Whose membership begins or ends: as it was read, with what it is from then on. */
  memberships: { userUuid: string; before: Membership | undefined; spans: readonly Span[] }[];
}

interface Making {
  plan: MembershipPlan;
  head: Pick<ConversationHead, 'lastNumber'> & { conversation: Group };
  lastRevision: number;
  sender: Person;
  uuid: string;
  createdAt: string;
  /** Of the subjects, as far as they have been members before. */
  before: ReadonlyMap<string, Membership>;
}

/** The change behind the newest entry and the newest revision that are known. */
export function nextMembership({ plan, head, lastRevision, sender, uuid, createdAt, before }: Making): NextMembership {
  const { groupUuid, group } = head.conversation;
  const { kind, subjects, memberUuids, ownerUuid, name } = plan;
  const [number, revision] = [head.lastNumber + 1, lastRevision + 1];
  return {
    entry: {
      ...{ uuid, groupUuid, number, revision, kind, text: '', sender, createdAt },
      membership: { users: [...subjects], ownerUuid, ...(name !== undefined && { name }) },
    },
    after: { groupUuid, memberUuids, group: { ...group, membersAt: number, ownerUuid, name } },
    memberships: subjects.flatMap((subject) => {
      const known = before.get(subject.uuid);
      const spans = spansFrom(kind, known?.spans, { number, revision, group });
      return spans ? [{ userUuid: subject.uuid, before: known, spans }] : [];
    }),
  };
}

/** What a subject of this change may see from then on; undefined where that stays as it is. */
function spansFrom(
  kind: MembershipKind,
  before: readonly Span[] | undefined,
  { number, revision, group }: { number: number; revision: number; group: GroupState },
): readonly Span[] | undefined {
  if (kind === 'added') {
    return group.history === 'all' ? WHOLE : [...(before ?? []), { fromNumber: number, fromRevision: revision }];
  }
  if (kind !== 'left' && kind !== 'removed') return undefined;
  return (before ?? WHOLE).map((span) =>
    span.untilNumber === undefined ? { ...span, untilNumber: number, untilRevision: revision } : span,
  );
}
