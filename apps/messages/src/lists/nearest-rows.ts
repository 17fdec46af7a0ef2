import type { Attributes } from '@app/common/dynamodb/lean';
import { GROUP_ROW, SORT_KEY } from '@app/common/table';
import type { GroupCursor } from './group-cursor';

type Place = Pick<GroupCursor, 'lastMessageAt' | 'groupUuid'>;
type PlacedRow = Place & { row: Attributes };

const TIME = GROUP_ROW.lastMessageAt;
const UUID = SORT_KEY;

/**
 * Chooses a page of a conversation list from rows that come in any order: the `limit` ones beyond the cursor, nearest
 * first. Recency is the time of the last message, then the uuid. A row that does not move keeps its place among those
 * that do not, so a walk neither skips nor repeats it; one whose time is in the future is the most recent until then.
 *
 * No row is copied or read in full here, and only some of the nearest are held: a list may have thousands.
 */
export class NearestRows {
  private nearest: PlacedRow[] = [];
  private farthest: Place | undefined;
  private readonly order: (one: Place, other: Place) => number;

  constructor(
    private readonly cursor: GroupCursor | undefined,
    private readonly limit: number,
  ) {
    this.order = cursor?.towards === 'newer' ? (one, other) => byRecency(other, one) : byRecency;
  }

  offer(row: Attributes): void {
    const lastMessageAt = row[TIME]?.S;
    const groupUuid = row[UUID]?.S;
    if (lastMessageAt === undefined || groupUuid === undefined) return;
    const placed = { lastMessageAt, groupUuid, row };
    if (this.cursor && this.order(placed, this.cursor) <= 0) return;
    if (this.farthest && this.order(placed, this.farthest) > 0) return;
    this.nearest.push(placed);
    if (this.nearest.length >= 2 * this.limit) this.keepNearest();
  }

  page(): Attributes[] {
    this.keepNearest();
    return this.nearest.map(({ row }) => row);
  }

  private keepNearest(): void {
    this.nearest = this.nearest.sort(this.order).slice(0, this.limit);
    if (this.nearest.length === this.limit) this.farthest = this.nearest.at(-1);
  }
}

/** Times in ISO 8601 compare as text; `localeCompare` is some thirty times slower, and another order. */
function byRecency(one: Place, other: Place): number {
  if (one.lastMessageAt !== other.lastMessageAt) return one.lastMessageAt > other.lastMessageAt ? -1 : 1;
  if (one.groupUuid === other.groupUuid) return 0;
  return one.groupUuid > other.groupUuid ? -1 : 1;
}
