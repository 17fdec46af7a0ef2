import { Injectable } from '@nestjs/common';
import type { GroupItem, MessageItem } from '@app/common/table';
import { changeOfEntry } from '../rows/entry-change';
import { type GroupRowKey, type GroupState, join } from '../rows/group-row-move';
import { GroupRowsStore } from '../rows/group-rows.store';
import { currentSpan, isWithin } from '../rows/lost-rows';
import { MembershipsStore } from '../rows/memberships.store';
import { groupStateOf, type WholeChange } from '../rows/new-row';
import { RebuildStore } from './rebuild.store';
import type { RowTruth } from './row-corrections';

/** Reads of messages, changes and memberships what a member's row should say. */
@Injectable()
export class RowTruths {
  constructor(
    private readonly store: RebuildStore,
    private readonly rows: GroupRowsStore,
    private readonly memberships: MembershipsStore,
  ) {}

  /**
   * What the table says of one member's row, from the newest message back to the marker, which no older one can raise.
   * Unsettled while the newest change is stored, and not all of it is to be seen.
   */
  async of(key: GroupRowKey, lastReadNumber: number): Promise<RowTruth | 'unsettled' | undefined> {
    const { revision, isSeen } = await this.rows.newestRevision(key.groupUuid);
    if (!isSeen) return 'unsettled';
    const conversation = await this.store.conversation(key.groupUuid);
    if (conversation?.kind === 'group') return this.ofGroup(key, conversation, revision, lastReadNumber);
    const withWhom = conversation?.members.find(({ uuid }) => uuid !== key.userUuid);
    const isOfMember = ({ member_uuids: members = [] }: MessageItem): boolean => members.includes(key.userUuid);
    const seen = await this.changeUpTo(key, this.store.newestFirst(key.groupUuid), isOfMember, lastReadNumber);
    if (!seen || !withWhom) return undefined;
    return { key, withWhom, change: revision > 0 ? { ...seen.change, revision } : seen.change };
  }

  /** Spans are read behind the entries, so that what they close is not shown; and before, to read of these what they hold. */
  private async ofGroup(
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
}

/** The group by this entry. The name stands only in entries that change the membership. */
const groupOf = ({ members_at, member_count, group_name }: MessageItem): GroupState | undefined =>
  members_at === undefined || member_count === undefined
    ? undefined
    : { membersAt: members_at, memberCount: member_count, name: group_name };

/** Entries come from the newest on. */
const joined = (newer: WholeChange | undefined, older: WholeChange): WholeChange =>
  newer ? { last: newer.last, ...join(newer, older) } : older;
