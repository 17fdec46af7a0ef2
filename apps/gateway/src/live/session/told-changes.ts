import type { LiveEvent } from '@app/common/contracts';
import { MEMBERS_CHANGED, MESSAGE_SENT } from '@app/common/events';
import type { Place } from '../changes/event-cursor';
import type { LiveChange } from '../changes/live-change';
import type { KnownPlaces } from './known-places';
import { presentSent } from './present-change';
import type { SessionOptions } from './session-options';
import type { ToldByTable } from './told-by-table';
import type { VisibleConversations } from './visible-conversations';

export interface ChangesListener {
  told(event: LiveEvent): void;
  /** Whether something before may be missing where nothing is known: the rows are still to be compared. */
  mayLack(): boolean;
}

/** Tells one client each change once, and in its conversation's order, or what the table has in its place. */
export class ToldChanges {
  constructor(
    private readonly options: Pick<SessionOptions, 'userUuid' | 'cursor'>,
    private readonly places: KnownPlaces,
    private readonly visible: VisibleConversations,
    private readonly table: ToldByTable,
    private readonly listener: ChangesListener,
  ) {}

  tell(change: LiveChange): Promise<void> | void {
    const { groupUuid, place, appendedAt } = change;
    if (appendedAt <= this.options.cursor.time) return;
    if (this.places.judge(groupUuid, place) === 'known') {
      this.places.reach(groupUuid, {}, appendedAt);
      return;
    }
    if (isOfPair(change) && !this.isOwn(change)) return this.visible.where(groupUuid, () => this.tellNext(change));
    return this.tellNext(change);
  }

  private tellNext(change: LiveChange): Promise<void> | void {
    const { groupUuid, place, appendedAt, event } = change;
    if (this.mayLackBefore(groupUuid, place)) return this.table.conversation(groupUuid, place, appendedAt);
    if (this.places.judge(groupUuid, place) === 'gap') return this.table.changes(groupUuid, place, appendedAt);
    if (event.type === MESSAGE_SENT && event.data.reply_to === undefined) {
      this.places.reach(groupUuid, place, appendedAt);
      this.listener.told(presentSent(event));
      return;
    }
    return this.table.change(change);
  }

  private mayLackBefore(groupUuid: string, place: Place): boolean {
    if (!this.listener.mayLack()) return false;
    const known = this.places.of(groupUuid);
    const isUnknown = (name: keyof Place): boolean => known[name] === undefined && (place[name] ?? 0) > 1;
    return isUnknown('number') || isUnknown('revision');
  }

  private isOwn({ event }: LiveChange): boolean {
    return event.data.user_uuid === this.options.userUuid;
  }
}

const isOfPair = ({ event }: LiveChange): boolean =>
  event.type !== MEMBERS_CHANGED && event.data.members_at === undefined;
