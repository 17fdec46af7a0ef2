/** How far a member has read, as their row has it; what is absent counts as 0. */
export interface Markers {
  lastRead: number;
  /** The highest place of the marker before it was moved back. */
  seen?: number | undefined;
  /** The newest number when the marker was last moved back: own messages up to it do not move it on. */
  forced?: number | undefined;
  /** The highest entry that may lie above the marker and does not count as unread. */
  uncounted?: number | undefined;
}

/** The markers of who says to have read up to `number`, whatever was read before, while `newest` is the newest message. */
export const forcedTo = (before: Markers, number: number, newest: number): Markers => ({
  lastRead: Math.min(number, newest),
  seen: Math.max(before.seen ?? 0, before.lastRead),
  forced: Math.max(before.forced ?? 0, newest),
  // Own and deleted messages up to here may lie above the marker from now on.
  uncounted: Math.max(before.uncounted ?? 0, newest),
});
