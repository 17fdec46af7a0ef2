import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { Lanes } from '@app/common/patience';
import type { ConversationItem, MemberAttribute } from '@app/common/table';
import { changeOfEntry } from '../rows/entry-change';
import { type GroupRowKey, join } from '../rows/group-row-move';
import { GroupRowsStore } from '../rows/group-rows.store';
import { newRow, type WholeChange } from '../rows/new-row';
import { RebuildStore } from './rebuild.store';
import {
  correctionOf,
  numberIn,
  type FoundRow,
  type Correction,
  fieldsOf,
  type RowFields,
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
  member: Pick<Member, 'uuid' | 'handle'>;
  kind: Correction['kind'];
  before: FoundRow;
  after: Partial<RowFields>;
}

export interface RebuildOutcome {
  conversations: number;
  rows: number;
  corrected: CorrectedRow[];
}

type Member = MemberAttribute;

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
    const inScope = pairMembers(conversation).filter(({ uuid }) => userUuid === undefined || uuid === userUuid);
    if (signal?.aborted || inScope.length === 0) return;
    for (const member of inScope) {
      const corrected = await this.rebuildRow(groupUuid, member, dryRun);
      if (corrected) outcome.corrected.push(corrected);
      outcome.rows += 1;
    }
    outcome.conversations += 1;
    progress?.(outcome);
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
        return { groupUuid, member, kind: correction.kind, ...beforeAndAfter(row, afterwards(correction, truth)) };
      }
    }
    throw new DomainError('service_unavailable', {
      detail: `the row of ${member.handle} in ${groupUuid} kept changing`,
    });
  }

  /**
   * What the table says of one member's row, from the newest message back to the marker, which no older one can raise.
   * Unsettled while the newest change is stored, and not all of it is to be seen.
   */
  private async truth(key: GroupRowKey, lastReadNumber: number): Promise<RowTruth | 'unsettled' | undefined> {
    const { revision, isSeen } = await this.rows.newestRevision(key.groupUuid);
    if (!isSeen) return 'unsettled';
    let other: Member | undefined;
    let change: WholeChange | undefined;
    for await (const { conversation, messages } of this.store.newestFirst(key.groupUuid)) {
      other ??= conversation && pairMembers(conversation).find(({ uuid }) => uuid !== key.userUuid);
      for (const message of messages.filter(({ member_uuids: members = [] }) => members.includes(key.userUuid))) {
        change = joined(change, changeOfEntry(message, key.userUuid));
      }
      if (change?.readNumber !== undefined || (messages.at(-1)?.number ?? Infinity) <= lastReadNumber) break;
    }
    if (!change || !other) return undefined;
    return { key, other, change: revision > 0 ? { ...change, revision } : change };
  }

  /** @returns whether the row was still as it was read, or behind. */
  private async apply(correction: Correction, row: FoundRow | undefined, truth: RowTruth): Promise<boolean> {
    const { key, change, other } = truth;
    if (correction.kind === 'mend') return this.store.mend(key, row!, correction.fields);
    if (correction.kind === 'move') return (await this.rows.moveOn(key, correction.change)).kind === 'moved';
    const person = { uuid: other.uuid, handle: other.handle, displayName: other.display_name };
    return (await this.rows.make(newRow(key, change, person))) !== undefined;
  }
}

const pairMembers = (conversation: ConversationItem): Member[] =>
  'members' in conversation ? conversation.members : [];

/** Messages come from the newest on. */
const joined = (newer: WholeChange | undefined, older: WholeChange): WholeChange =>
  newer ? { last: newer.last, ...join(newer, older) } : older;

function afterwards(correction: Correction, { change, other }: RowTruth): Partial<RowFields> {
  if (correction.kind === 'mend') return correction.fields;
  if (correction.kind === 'move') return fieldsOf(correction.change);
  return { ...fieldsOf(change), user_uuid: other.uuid };
}

function beforeAndAfter(row: FoundRow | undefined, after: Partial<RowFields>) {
  const before = Object.entries(row ?? {}).filter(([name, value]) => name in after && value !== undefined);
  return { before: Object.fromEntries<unknown>(before), after };
}
