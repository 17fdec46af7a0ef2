/** Entries and revisions that one person may see, the first and the last among them. */
export interface Span {
  fromNumber: number;
  fromRevision: number;
  /** `Infinity`: the person still is a member. */
  untilNumber: number;
  untilRevision: number;
}

const WITHOUT_END = { untilNumber: Infinity, untilRevision: Infinity };

/** Of who is a member from the start and ever since. */
export const WHOLE: readonly Span[] = [{ fromNumber: 1, fromRevision: 1, ...WITHOUT_END }];

/** `joined`: who joins sees from then on; `all`: what was said before too. */
export type History = 'joined' | 'all';

export const joinedAt = (spans: readonly Span[], history: History, number: number, revision: number): Span[] => [
  ...spans,
  history === 'all' ? WHOLE[0]! : { fromNumber: number, fromRevision: revision, ...WITHOUT_END },
];

export const leftAt = (spans: readonly Span[], untilNumber: number, untilRevision: number): Span[] =>
  spans.map((span) => (span.untilNumber === Infinity ? { ...span, untilNumber, untilRevision } : span));

export const holds = (span: Span, number: number): boolean => span.fromNumber <= number && number <= span.untilNumber;

export const isOpen = (spans: readonly Span[]): boolean => spans.some(({ untilNumber }) => untilNumber === Infinity);

export const isVisible = (spans: readonly Span[], number: number): boolean => spans.some((span) => holds(span, number));

export const isInOpen = (spans: readonly Span[], number: number): boolean =>
  spans.some((span) => holds(span, number) && span.untilNumber === Infinity);

/** Of an entry: as of which revision its text is seen. */
export const endOf = (spans: readonly Span[], number: number): number =>
  Math.max(0, ...spans.filter((span) => holds(span, number)).map(({ untilRevision }) => untilRevision));

export const holdsRevision = (span: Span, revision: number): boolean =>
  span.fromRevision <= revision && revision <= span.untilRevision;

/** The visible numbers behind `after`, as many as are asked for; whether they exist is another question. */
export function visibleBehind(spans: readonly Span[], after: number, most: number): number[] {
  const found: number[] = [];
  const last = Math.max(0, ...spans.map(({ untilNumber }) => untilNumber));
  for (let number = after + 1; number <= last && found.length < most; number += 1) {
    if (isVisible(spans, number)) found.push(number);
    else number = nextFrom(spans, number) - 1;
  }
  return found;
}

const nextFrom = (spans: readonly Span[], number: number): number =>
  Math.min(...spans.map(({ fromNumber }) => fromNumber).filter((from) => from > number));
