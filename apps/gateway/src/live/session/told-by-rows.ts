import type { LiveEvent, LiveRow, PresentedState } from '@app/common/contracts';
import type { KnownPlaces } from './known-places';
import { byMove, countBeyond, hasMovedSince, isBeyond, placeOfRow, timeOfRow } from './row-progress';
import type { SessionOptions } from './session-options';
import type { ToldByTable } from './told-by-table';
import type { VisibleConversations } from './visible-conversations';

/** Beyond, a client is told how far the conversations are, and asks for the rest itself. */
const MOST_CHANGES = 200;
const MOST_CONVERSATIONS = 50;

/** Compares all rows of one person with what the client has, and tells what is missing. */
export class ToldByRows {
  /** The cursor keeps this time until the rows have been compared for the last time. */
  private readonly startTime: number;

  constructor(
    private readonly options: Pick<SessionOptions, 'conversations' | 'userUuid' | 'cursor' | 'tellsState'>,
    private readonly places: KnownPlaces,
    private readonly visible: VisibleConversations,
    private readonly table: ToldByTable,
    private readonly tell: (event: LiveEvent) => void,
  ) {
    this.startTime = options.cursor.time;
  }

  async tellMissing({ isFirst }: { isFirst: boolean }): Promise<void> {
    const lacking = this.compare(await this.options.conversations.rows(this.options.userUuid));
    const isTooMuch = lacking.length > MOST_CONVERSATIONS;
    if (isTooMuch) this.tellState('all');
    else if (isFirst && (this.options.tellsState || lacking.length > 0)) this.tellState('list');
    let room = MOST_CHANGES;
    for (const row of lacking) {
      const at = timeOfRow(row, this.startTime);
      const count = countBeyond(row, this.places.of(row.groupUuid));
      if (isTooMuch) this.places.reach(row.groupUuid, placeOfRow(row), at);
      else if (count !== undefined && count <= room) {
        room -= count;
        await this.table.changes(row.groupUuid, placeOfRow(row), at);
      } else this.table.row(row, at);
    }
  }

  /** What the client is to read again itself. */
  tellState(read: PresentedState['read']): void {
    this.tell({ event: 'state', data: { read } });
  }

  /** @returns the rows of which the client lacks something; of the others it is known now how far the client is. */
  private compare(all: LiveRow[]): LiveRow[] {
    const rows = all.filter(({ isHidden }) => !isHidden).sort(byMove);
    for (const { groupUuid } of rows) this.visible.add(groupUuid);
    const rested = rows.filter((row) => !hasMovedSince(row, this.startTime));
    this.places.learn(rested.map((row) => ({ groupUuid: row.groupUuid, place: placeOfRow(row) })));
    const moved = rows.filter((row) => hasMovedSince(row, this.startTime));
    const lacking = moved.filter((row) => isBeyond(row, this.places.of(row.groupUuid)));
    // What the client has of a conversation without revisions is known, too.
    for (const row of moved) {
      if (!lacking.includes(row)) this.places.reach(row.groupUuid, placeOfRow(row), timeOfRow(row, this.startTime));
    }
    return lacking;
  }
}
