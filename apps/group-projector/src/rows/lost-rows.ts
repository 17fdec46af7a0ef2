import { Injectable } from '@nestjs/common';
import type { Span } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { GroupRowItem, MessageItem } from '@app/common/table';
import { changeOfEntry } from './entry-change';
import { type GroupRowKey, join } from './group-row-move';
import { GroupRowsStore, type MakeOutcome } from './group-rows.store';
import { type MemberSpans, MembershipsStore } from './memberships.store';
import { groupStateOf, lostRow, newRow, type StoredConversation, type StoredGroup, type StoredPair } from './new-row';

const ATTEMPTS = 5;

/** Conversations as the table has them, each read once for all rows that are made of it. */
export type SeenConversations = Map<string, Promise<StoredConversation | undefined>>;

/** What a member of a group sees, or saw until they left. */
interface MemberView extends Pick<StoredGroup, 'group' | 'revision'> {
  /** The newest ones, from the newest on. */
  entries: MessageItem[];
}

/**
 * Makes rows that are missing, as the table is now: those of a group's members from its start on, and those that were lost.
 * So no replay brings back what is gone.
 */
@Injectable()
export class LostRows {
  constructor(
    private readonly rows: GroupRowsStore,
    private readonly memberships: MembershipsStore,
  ) {}

  /** @throws DomainError `message_group_not_found` where there is no such conversation, or no such member. */
  async make(key: GroupRowKey, seen: SeenConversations): Promise<MakeOutcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stored = await this.conversation(key.groupUuid, seen);
      const row = 'members' in stored ? pairRow(key, stored) : await this.groupRow(key, stored);
      if (row) return this.rows.make(row);
      seen.delete(key.groupUuid);
    }
    throw new DomainError('service_unavailable', { detail: `the group ${key.groupUuid} kept changing` });
  }

  private async conversation(groupUuid: string, seen: SeenConversations): Promise<StoredConversation> {
    const reading = seen.get(groupUuid) ?? this.rows.conversation(groupUuid);
    seen.set(groupUuid, reading);
    const stored = await reading;
    if (!stored) throw new DomainError('message_group_not_found', { detail: `no conversation ${groupUuid}` });
    return stored;
  }

  /** Undefined where the group was read before the row's member joined: spans are read behind it. */
  private async groupRow(key: GroupRowKey, stored: StoredGroup): Promise<GroupRowItem | undefined> {
    const member = await this.memberships.spansOf(key, { hasChanged: stored.group.membersAt > 1 });
    if (!member) throw new DomainError('message_group_not_found', { detail: `no member ${key.userUuid}` });
    const view = await this.view(key.groupUuid, stored, currentSpan(member.spans));
    return view && rowOfView(key, view, member);
  }

  private async view(
    groupUuid: string,
    { newest, latest, revision, group }: StoredGroup,
    { fromNumber, fromRevision, untilNumber, untilRevision = 0 }: Span,
  ): Promise<MemberView | undefined> {
    if (untilNumber === undefined) {
      const isBehind = newest.number < fromNumber || revision < fromRevision;
      return isBehind ? undefined : { entries: latest, revision, group };
    }
    const entries = await this.rows.latestEntries(groupUuid, untilNumber);
    const { number, members_at, member_count, group_name } = entries[0] ?? {};
    if (number !== untilNumber || members_at === undefined || member_count === undefined) return undefined;
    return {
      entries,
      revision: untilRevision,
      group: groupStateOf({ members_at, member_count, ...(group_name !== undefined && { group_name }) }),
    };
  }
}

function pairRow(key: GroupRowKey, stored: StoredPair): GroupRowItem {
  const withWhom = stored.members.find(({ uuid }) => uuid !== key.userUuid);
  if (!withWhom) throw new DomainError('message_group_not_found', { detail: `no conversation ${key.groupUuid}` });
  return lostRow(key, stored, withWhom);
}

/** That of who is a member; otherwise the last one. */
export const currentSpan = (spans: readonly Span[]): Span =>
  spans.reduce((latest, span) => (endOf(span) >= endOf(latest) ? span : latest));

const endOf = ({ untilNumber = Infinity }: Span): number => untilNumber;

/** Where the marker lies at least: who joins has read what was before. */
const joinedAt = ({ spans, membership }: MemberSpans): number => {
  const { fromNumber, untilNumber } = currentSpan(spans);
  return membership && untilNumber === undefined ? membership.changedAt : fromNumber;
};

/** What is older than the entries that were read counts as unread only if a reader looks at it. */
function rowOfView(key: GroupRowKey, { entries, revision, group }: MemberView, member: MemberSpans): GroupRowItem {
  const { membership } = member;
  const [newest, ...older] = entries.filter(isWithin(member.spans)).map((entry) => changeOfEntry(entry, key.userUuid));
  const change = { last: newest!.last, ...older.reduce(join, newest!) };
  const readNumber = Math.max(change.readNumber ?? 0, joinedAt(member));
  const areAllRead = entries.at(-1)!.number <= readNumber + 1;
  return newRow(key, {
    ...change,
    ...(!areAllRead && { uncountedNumber: newest!.last.number }),
    readNumber,
    revision,
    group,
    ...(membership && { membership }),
  });
}

export const isWithin =
  (spans: readonly Span[]) =>
  ({ number }: Pick<MessageItem, 'number'>): boolean =>
    spans.some(({ fromNumber, untilNumber = Infinity }) => fromNumber <= number && number <= untilNumber);
