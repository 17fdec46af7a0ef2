import type { Look, Positions } from './feed-clock';

/** Where Kafka and the projector are in one partition. */
export interface Position {
  partition: number;
  /** The oldest record that Kafka has. */
  low: number;
  /** One behind the newest. */
  end: number;
  committed: number | undefined;
}

/** The oldest that the projector has not done yet is read again at the start, unless it is further back. */
const MOST_READ_AGAIN = 10_000;

/** Where reading begins: of each partition with its newest record at the latest. */
export const beginsOf = (positions: Position[]): Positions =>
  new Map(
    positions.map(({ partition, low, end, committed }) => {
      const newest = Math.max(low, end - 1);
      const projected = committed !== undefined && committed >= low ? committed : newest;
      return [partition, end - projected <= MOST_READ_AGAIN ? Math.min(newest, projected) : newest];
    }),
  );

export const lookOf = (positions: Position[]): Look => ({
  ends: new Map(positions.map(({ partition, end }) => [partition, end])),
  // Who has committed nothing begins with the oldest.
  committed: new Map(positions.map(({ partition, low, committed }) => [partition, committed ?? low])),
});

/**
 * Those whose records are gone before they were read, or begin anew.
 * @param before up to where they were read before Kafka was asked: reading goes on meanwhile, beyond the ends that it told.
 */
export const lostOf = (positions: Position[], before: Positions): Position[] =>
  positions.filter(({ partition, low, end }) => {
    const next = before.get(partition);
    return next !== undefined && (next > end || next < low);
  });
