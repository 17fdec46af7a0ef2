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
