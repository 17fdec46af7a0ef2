import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { Lanes } from '@app/common/patience';
import { MembersAt } from '@app/common/members';
import type { ConversationItem, GroupItem, MemberAttribute, MessageItem } from '@app/common/table';
import { changeOfEntry } from '../rows/entry-change';
import { type GroupRowKey, type GroupState, join } from '../rows/group-row-move';
import { GroupRowsStore } from '../rows/group-rows.store';
import { currentSpan, isWithin } from '../rows/lost-rows';
import { MembershipsStore } from '../rows/memberships.store';
import { groupStateOf, newRow, type WholeChange } from '../rows/new-row';
import { RebuildStore } from './rebuild.store';
import {
  correctionOf,
  numberIn,
  type FoundRow,
  type Correction,
  fieldsOf,
  type MendedFields,
  type RowTruth,
} from './row-corrections';

export interface RebuildSettings {
  /** One conversation; absent: all of them. */
  groupUuid?: string | undefined;
  /** The rows of one user; absent: of all members. */
  userUuid?: string | undefined;
  /** Finds out, and changes nothing. */
  dryRun?: boolean | undefined;
  /** Leaves the rest as it is, once the rows under way are done. */
  signal?: AbortSignal;
  /** Told after each conversation. */
  progress?: (soFar: RebuildOutcome) => void;
}

/** A row that was wrong, or behind, or missing. */
export interface CorrectedRow {
  groupUuid: string;
  member: Pick<MemberAttribute, 'uuid' | 'handle'>;
  kind: Correction['kind'];
  before: FoundRow;
  after: MendedFields;
}

export interface RebuildOutcome {
  conversations: number;
  rows: number;
  corrected: CorrectedRow[];
}

/** Of a group the uuid alone is known. */
type Member = Pick<MemberAttribute, 'uuid'> & Partial<MemberAttribute>;

const CONVERSATIONS_AT_ONCE = 16;
/** A row that changes between its reading and its correction is read again; others move it on meanwhile. */
const ATTEMPTS = 50;

/** Makes the rows of the conversation lists say again what the messages and their changes say, while they are written and projected. */
@Injectable()
export class Rebuild {
  private readonly lanes = new Lanes(CONVERSATIONS_AT_ONCE);

  constructor(
    private readonly store: RebuildStore,
    private readonly rows: GroupRowsStore,
    private readonly memberships: MembershipsStore,
    private readonly members: MembersAt,
  ) {}

  /** @throws DomainError `message_group_not_found` where there is no such conversation. */
  async run(settings: RebuildSettings): Promise<RebuildOutcome> {
    const outcome: RebuildOutcome = { conversations: 0, rows: 0, corrected: [] };
    for await (const page of this.conversations(settings.groupUuid)) {
      await this.lanes.each(page, (conversation) => this.rebuildConversation(conversation, settings, outcome));
      if (settings.signal?.aborted) break;
    }
    return outcome;
  }

  private async *conversations(groupUuid: string | undefined): AsyncGenerator<ConversationItem[]> {
    if (groupUuid === undefined) {
      yield* this.store.conversations();
      return;
    }
    const conversation = await this.store.conversation(groupUuid);
    if (!conversation) throw new DomainError('message_group_not_found', { detail: `no conversation ${groupUuid}` });
    yield [conversation];
  }

  private async rebuildConversation(
    conversation: ConversationItem,
    { userUuid, dryRun = false, signal, progress }: RebuildSettings,
    outcome: RebuildOutcome,
  ): Promise<void> {
    const { message_group_uuid: groupUuid } = conversation;
    if (signal?.aborted) return;
    const inScope = await this.membersOf(conversation, userUuid);
    if (inScope.length === 0) return;
    for (const member of inScope) {
      const corrected = await this.rebuildRow(groupUuid, member, dryRun);
      if (corrected) outcome.corrected.push(corrected);
      outcome.rows += 1;
    }
    outcome.conversations += 1;
    progress?.(outcome);
  }

  /** Of a group those who were members too. @param only this one, if it is one of them. */
  private async membersOf(conversation: ConversationItem, only: string | undefined): Promise<Member[]> {
    if (conversation.kind !== 'group') {
      return conversation.members.filter(({ uuid }) => only === undefined || uuid === only);
    }
    const { message_group_uuid: groupUuid } = conversation;
    if (only !== undefined) {
      const isOne = (await this.memberships.spansOf({ groupUuid, userUuid: only })) !== undefined;
      return isOne ? [{ uuid: only }] : [];
    }
    const changed = await this.store.changedMembers(groupUuid);
    const first = (await this.members.uuids({ groupUuid, membersAt: 1 })) ?? [];
    return [...new Set([...first, ...changed])].map((uuid) => ({ uuid }));
  }

  private async rebuildRow(groupUuid: string, member: Member, dryRun: boolean): Promise<CorrectedRow | undefined> {
    const key = { userUuid: member.uuid, groupUuid };
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const row = await this.store.row(key);
      const truth = await this.truth(key, numberIn(row?.last_read_number));
      if (truth === 'unsettled') continue;
      const correction = truth && correctionOf(row, truth);
      if (!correction) return undefined;
      if (dryRun || (await this.apply(correction, row, truth))) {
        const { uuid, handle = await this.store.handleOf(uuid) } = member;
        const after = afterwards(correction, truth);
        return { groupUuid, member: { uuid, handle }, kind: correction.kind, ...beforeAndAfter(row, after) };
      }
    }
    throw new DomainError('service_unavailable', {
      detail: `the row of ${member.handle ?? member.uuid} in ${groupUuid} kept changing`,
    });
  }

  /**
   * What the table says of one member's row, from the newest message back to the marker, which no older one can raise.
   * Unsettled while the newest change is stored, and not all of it is to be seen.
   */
  private async truth(key: GroupRowKey, lastReadNumber: number): Promise<RowTruth | 'unsettled' | undefined> {
    const { revision, isSeen } = await this.rows.newestRevision(key.groupUuid);
    if (!isSeen) return 'unsettled';
    const conversation = await this.store.conversation(key.groupUuid);
    if (conversation?.kind === 'group') return this.truthOfGroup(key, conversation, revision, lastReadNumber);
    const withWhom = conversation?.members.find(({ uuid }) => uuid !== key.userUuid);
    const isOfMember = ({ member_uuids: members = [] }: MessageItem): boolean => members.includes(key.userUuid);
    const seen = await this.changeUpTo(key, this.store.newestFirst(key.groupUuid), isOfMember, lastReadNumber);
    if (!seen || !withWhom) return undefined;
    return { key, withWhom, change: revision > 0 ? { ...seen.change, revision } : seen.change };
  }

  /** Spans are read behind the entries, so that what they close is not shown; and before, to read of these what they hold. */
  private async truthOfGroup(
    key: GroupRowKey,
    conversation: GroupItem,
    newestRevision: number,
    lastReadNumber: number,
  ): Promise<RowTruth | 'unsettled' | undefined> {
    const member = await this.memberships.spansOf(key);
    if (!member) return undefined;
    const { spans, membership } = member;
    const { untilNumber, untilRevision } = currentSpan(spans);
    const pages = this.store.newestFirst(key.groupUuid, untilNumber);
    const seen = await this.changeUpTo(key, pages, isWithin(spans), lastReadNumber);
    const after = await this.memberships.spansOf(key);
    const isSame = after?.membership?.changedAt === membership?.changedAt;
    const group = seen && groupOf(seen.newest);
    const hasAll =
      untilNumber === undefined ? group?.membersAt === conversation.members_at : group?.membersAt === untilNumber;
    if (!isSame || !hasAll) return 'unsettled';
    return {
      key,
      change: {
        ...seen!.change,
        revision: untilRevision ?? newestRevision,
        group: untilNumber === undefined ? groupStateOf(conversation) : group!,
        ...(membership && { membership }),
      },
    };
  }

  /** What the member sees, down to the last entry that can raise the marker. */
  private async changeUpTo(
    key: GroupRowKey,
    pages: AsyncIterable<MessageItem[]>,
    isSeen: (entry: MessageItem) => boolean,
    lastReadNumber: number,
  ): Promise<{ newest: MessageItem; change: WholeChange } | undefined> {
    let newest: MessageItem | undefined;
    let change: WholeChange | undefined;
    for await (const entries of pages) {
      for (const entry of entries.filter(isSeen)) {
        newest ??= entry;
        change = joined(change, changeOfEntry(entry, key.userUuid));
      }
      if (change?.readNumber !== undefined || (entries.at(-1)?.number ?? Infinity) <= lastReadNumber) break;
    }
    return newest && change && { newest, change };
  }

  /** @returns whether the row was still as it was read, or behind. */
  private async apply(correction: Correction, row: FoundRow | undefined, truth: RowTruth): Promise<boolean> {
    const { key, change, withWhom } = truth;
    if (correction.kind === 'mend') return this.store.mend(key, row!, correction.fields);
    if (correction.kind === 'move') return (await this.rows.moveOn(key, correction.change)).kind === 'moved';
    const person = withWhom && { uuid: withWhom.uuid, handle: withWhom.handle, displayName: withWhom.display_name };
    return (await this.rows.make(newRow(key, change, person))).kind === 'made';
  }
}

/** The group by this entry. The name stands only in entries that change the membership. */
const groupOf = ({ members_at, member_count, group_name }: MessageItem): GroupState | undefined =>
  members_at === undefined || member_count === undefined
    ? undefined
    : { membersAt: members_at, memberCount: member_count, name: group_name };

/** Entries come from the newest on. */
const joined = (newer: WholeChange | undefined, older: WholeChange): WholeChange =>
  newer ? { last: newer.last, ...join(newer, older) } : older;

function afterwards(correction: Correction, { change, withWhom }: RowTruth): MendedFields {
  if (correction.kind === 'mend') return correction.fields;
  if (correction.kind === 'move') return fieldsOf(correction.change);
  return { ...fieldsOf(change), ...(withWhom && { user_uuid: withWhom.uuid }) };
}

function beforeAndAfter(row: FoundRow | undefined, after: MendedFields) {
  const before = Object.entries(row ?? {}).filter(([name, value]) => name in after && value !== undefined);
  return { before: Object.fromEntries<unknown>(before), after };
}
