import type { Attributes } from '@app/common/dynamodb/lean';
import { GROUP_ROW, isArchived, readRequest, SORT_KEY } from '@app/common/table';
import type { GroupCursor } from './group-cursor';

type Place = Pick<GroupCursor, 'lastMessageAt' | 'groupUuid'>;
type PlacedRow = Place & { row: Attributes };

/** Which rows of a list. */
export interface Wanted {
  /** Those beyond it; undefined: from the most recent on. */
  from?: GroupCursor | undefined;
  limit: number;
  /** Those that are archived, those that are not, or those that wait to be accepted. */
  which: 'archived' | 'others' | 'pending';
}

const TIME = GROUP_ROW.lastMessageAt;
const UUID = SORT_KEY;

/**
 * Chooses a page of a conversation list from rows that come in any order: the `limit` wanted ones beyond the cursor, nearest
 * first. Recency is the time of the last message, then the uuid. A row that does not move keeps its place among those
 * that do not, so a walk neither skips nor repeats it; one whose time is in the future is the most recent until then.
 *
 * No row is copied or read in full here, and only some of the nearest are held: a list may have thousands.
 */
export class NearestRows {
  private nearest: PlacedRow[] = [];
  private farthest: Place | undefined;
  private readonly order: (one: Place, other: Place) => number;

  constructor(private readonly wanted: Wanted) {
    this.order = wanted.from?.towards === 'newer' ? (one, other) => byRecency(other, one) : byRecency;
  }

  offer(row: Attributes): void {
    const lastMessageAt = row[TIME]?.S;
    const groupUuid = row[UUID]?.S;
    if (lastMessageAt === undefined || groupUuid === undefined) return;
    const placed = { lastMessageAt, groupUuid, row };
    if (this.wanted.from && this.order(placed, this.wanted.from) <= 0) return;
    if (this.farthest && this.order(placed, this.farthest) > 0) return;
    if (kindOf(row) !== this.wanted.which) return;
    this.nearest.push(placed);
    if (this.nearest.length >= 2 * this.wanted.limit) this.keepNearest();
  }

  page(): Attributes[] {
    this.keepNearest();
    return this.nearest.map(({ row }) => row);
  }

  private keepNearest(): void {
    this.nearest = this.nearest.sort(this.order).slice(0, this.wanted.limit);
    if (this.nearest.length === this.wanted.limit) this.farthest = this.nearest.at(-1);
  }
}

/** What was declined is of none. */
function kindOf(row: Attributes): Wanted['which'] | 'declined' {
  const request = readRequest(row);
  if (request !== undefined) return request;
  return isArchived(row) ? 'archived' : 'others';
}

/** Times in ISO 8601 compare as text; `localeCompare` is some thirty times slower, and another order. */
function byRecency(one: Place, other: Place): number {
  if (one.lastMessageAt !== other.lastMessageAt) return one.lastMessageAt > other.lastMessageAt ? -1 : 1;
  if (one.groupUuid === other.groupUuid) return 0;
  return one.groupUuid > other.groupUuid ? -1 : 1;
}
