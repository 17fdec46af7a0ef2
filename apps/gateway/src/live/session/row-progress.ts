import type { LiveRow } from '@app/common/contracts';
import type { Place } from '../changes/event-cursor';

export const placeOfRow = ({ lastNumber, revision }: LiveRow): Place => ({ number: lastNumber, revision });

/** When its conversation moved last, by the broker's time; behind `time` where that is not known. */
export const timeOfRow = ({ movedAt }: LiveRow, time: number): number => movedAt ?? time + 1;

export const hasMovedSince = ({ movedAt }: LiveRow, time: number): boolean => movedAt === undefined || movedAt > time;

/** By the broker's time; those of which it is not known last. */
export const byMove = (one: LiveRow, other: LiveRow): number =>
  (one.movedAt ?? Infinity) - (other.movedAt ?? Infinity) || 0;

/** Whether it has more than a client that is at `place`. */
export const isBeyond = (row: LiveRow, { number, revision }: Place): boolean =>
  row.lastNumber > (number ?? -1) || row.revision > (revision ?? 0);

/** How many entries and revisions it has beyond `place`; undefined where it is not known what the client has. */
export function countBeyond(row: LiveRow, { number, revision }: Place): number | undefined {
  if (number === undefined || (revision === undefined && row.revision > 0)) return undefined;
  return Math.max(0, row.lastNumber - number) + Math.max(0, row.revision - (revision ?? 0));
}

/** The row may be behind what is known to be there. */
export const rowAtLeast = (row: LiveRow, { number = 0, revision = 0 }: Place): LiveRow => ({
  ...row,
  lastNumber: Math.max(row.lastNumber, number),
  revision: Math.max(row.revision, revision),
});
