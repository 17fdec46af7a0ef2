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
