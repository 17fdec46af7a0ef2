import { MEMBERS_CHANGED } from '@app/common/events';
import type { Outages } from '@app/common/patience';
import { type LiveChange, type MessageEvent, placeOf, subjectsOf } from '../changes/live-change';
import type { TableConversations } from '../table/table-conversations';

/** Finds out who may see what an event says. */
export class ReadersOfChanges {
  constructor(
    private readonly conversations: TableConversations,
    private readonly outages: Outages,
    private readonly end: AbortSignal,
  ) {}

  /** Waits as long as the table is away. @throws the reason of `end` once that has aborted. */
  async changeOf(event: MessageEvent, appendedAt: number): Promise<LiveChange> {
    const groupUuid = event.data.message_group_uuid;
    if (event.type === MEMBERS_CHANGED) this.conversations.forgetMembers(groupUuid);
    return { event, groupUuid, place: placeOf(event), appendedAt, readers: await this.readersOf(event) };
  }

  private async readersOf(event: MessageEvent): Promise<readonly string[]> {
    const { data } = event;
    if ('member_uuids' in data && data.member_uuids) return data.member_uuids;
    const membersAt = data.members_at;
    if (membersAt === undefined) return [];
    const ask = () => this.conversations.membersAt(data.message_group_uuid, membersAt);
    const members = await this.outages.waitOut(ask, always, this.end);
    return [...new Set([...members, ...subjectsOf(event)])];
  }
}

const always = (): boolean => true;
