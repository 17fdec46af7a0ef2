import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { Lanes } from '@app/common/patience';
import { MembersAt } from '@app/common/members';
import type { ConversationItem, MemberAttribute } from '@app/common/table';
import { GroupRowsStore } from '../rows/group-rows.store';
import { MembershipsStore } from '../rows/memberships.store';
import { newRow } from '../rows/new-row';
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
import { RowTruths } from './row-truths';

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
    private readonly truths: RowTruths,
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
      const truth = await this.truths.of(key, numberIn(row?.last_read_number));
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

  /** @returns whether the row was still as it was read, or behind. */
  private async apply(correction: Correction, row: FoundRow | undefined, truth: RowTruth): Promise<boolean> {
    const { key, change, withWhom } = truth;
    if (correction.kind === 'mend') return this.store.mend(key, row!, correction.fields);
    if (correction.kind === 'move') return (await this.rows.moveOn(key, correction.change)).kind === 'moved';
    const person = withWhom && { uuid: withWhom.uuid, handle: withWhom.handle, displayName: withWhom.display_name };
    return (await this.rows.make(newRow(key, change, person))).kind === 'made';
  }
}

function afterwards(correction: Correction, { change, withWhom }: RowTruth): MendedFields {
  if (correction.kind === 'mend') return correction.fields;
  if (correction.kind === 'move') return fieldsOf(correction.change);
  return { ...fieldsOf(change), ...(withWhom && { user_uuid: withWhom.uuid }) };
}

function beforeAndAfter(row: FoundRow | undefined, after: MendedFields) {
  const before = Object.entries(row ?? {}).filter(([name, value]) => name in after && value !== undefined);
  return { before: Object.fromEntries<unknown>(before), after };
}
