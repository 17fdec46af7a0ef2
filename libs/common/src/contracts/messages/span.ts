/** Entries and revisions of a conversation that one person may see, the first and the last among them. */
export interface Span {
  fromNumber: number;
  fromRevision: number;
  /** Absent: the person still is a member. */
  untilNumber?: number;
  untilRevision?: number;
}

/** Of who is a member from the start and ever since, as both of two are. */
export const WHOLE: readonly Span[] = [{ fromNumber: 1, fromRevision: 1 }];

/** Whether the person still is a member. */
export const isOpen = (spans: readonly Span[]): boolean => spans.some(({ untilNumber }) => untilNumber === undefined);

/** Whether the entry of this number is to be seen. */
export const showsEntry = (spans: readonly Span[], number: number): boolean =>
  spans.some(({ fromNumber, untilNumber = Infinity }) => fromNumber <= number && number <= untilNumber);

/** Whether the revision of this entry is to be seen: one span holds both. */
export const showsRevision = (spans: readonly Span[], revision: number, number: number): boolean =>
  spans.some(
    (span) =>
      showsEntry([span], number) && span.fromRevision <= revision && revision <= (span.untilRevision ?? Infinity),
  );

/** As of which revision an entry is seen: `Infinity` where its reader still is a member. */
export const endOf = (spans: readonly Span[], number: number): number =>
  Math.max(
    0,
    ...spans.filter((span) => showsEntry([span], number)).map(({ untilRevision = Infinity }) => untilRevision),
  );
