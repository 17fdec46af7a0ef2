import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Lanes } from '@app/common/patience';
import { ListMetrics } from './list-metrics';
import { UnreadEntriesStore } from './unread-entries.store';
import { atMostMany, reckonUnread, type Stretch, type UnreadPosition } from './unread-position';

/** Of all lists together: somebody who has much to count takes no connection from others. */
const QUERIES_AT_ONCE = 16;
const REMEMBERED_COUNTS = 50_000;

/**
 * How many messages members have not read: those of others that are not deleted, above the read marker. Most rows say it
 * themselves. For the others entries are looked at once, and again only after the marker or the conversation's revision
 * has moved.
 */
@Injectable()
export class UnreadCounts {
  private readonly lanes = new Lanes(QUERIES_AT_ONCE);
  private readonly remembered = new LRUCache<string, number>({ max: REMEMBERED_COUNTS });

  constructor(
    private readonly entries: UnreadEntriesStore,
    private readonly metrics: ListMetrics,
  ) {}

  /** In the order of the positions. 100 means 100 or more. */
  async of(userUuid: string, positions: readonly UnreadPosition[]): Promise<number[]> {
    const counts = positions.map((position) => reckonUnread(position).certain);
    const unsure = positions.flatMap((position, index) => {
      const { toLookAt } = reckonUnread(position);
      return toLookAt.map((stretch) => ({ position, index, stretch }));
    });
    await this.lanes.each(unsure, async ({ position, index, stretch }) => {
      const count = await this.count(userUuid, position, stretch);
      counts[index] = atMostMany(counts[index]! + count);
    });
    return counts;
  }

  private async count(userUuid: string, { uuid, revision }: UnreadPosition, stretch: Stretch): Promise<number> {
    const key = [userUuid, uuid, stretch.from, stretch.to, revision].join(' ');
    const known = this.remembered.get(key);
    this.metrics.counted.inc({ source: known === undefined ? 'table' : 'memory' });
    if (known !== undefined) return known;
    const count = await this.entries.count(userUuid, uuid, stretch);
    this.remembered.set(key, count);
    return count;
  }
}
