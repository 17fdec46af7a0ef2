import type { Span } from '@app/common/contracts';

/** Numbers in a row, the first and the last among them; `until` is `Infinity` where there is no last one yet. */
export interface Range {
  from: number;
  until: number;
}

/** Which entries spans show: ranges by ascending number, with a gap between any two. */
export const entriesIn = (spans: readonly Span[]): Range[] => joined(spans.map(entriesOf));

/** Which revisions lie within spans, whatever entries they change. */
export const revisionsIn = (spans: readonly Span[]): Range[] => joined(spans.map(revisionsOf));

/** The first `count` numbers in the ranges from `from` on; fewer where the last range ends. */
export function numbersFrom(ranges: readonly Range[], from: number, count: number): number[] {
  const numbers: number[] = [];
  for (const range of ranges) {
    for (let number = Math.max(from, range.from); number <= range.until && numbers.length < count; number += 1) {
      numbers.push(number);
    }
  }
  return numbers;
}

export const areSame = (one: readonly Range[], other: readonly Range[]): boolean =>
  one.length === other.length &&
  one.every(({ from, until }, index) => from === other[index]!.from && until === other[index]!.until);

export const areSameSpans = (one: readonly Span[], other: readonly Span[]): boolean =>
  areSame(one.map(entriesOf), other.map(entriesOf)) && areSame(one.map(revisionsOf), other.map(revisionsOf));

const entriesOf = ({ fromNumber, untilNumber = Infinity }: Span): Range => ({ from: fromNumber, until: untilNumber });
const revisionsOf = ({ fromRevision, untilRevision = Infinity }: Span): Range => ({
  from: fromRevision,
  until: untilRevision,
});

function joined(ranges: Range[]): Range[] {
  const apart: Range[] = [];
  for (const range of ranges.sort((one, other) => one.from - other.from)) {
    const last = apart.at(-1);
    if (last && range.from <= last.until + 1) last.until = Math.max(last.until, range.until);
    else apart.push({ ...range });
  }
  return apart;
}
