/** The long form runs each fault more often and for longer. */
export const isLong = process.env['FAULTS'] === 'long';

export const rounds = (short: number, long: number): number => (isLong ? long : short);

/**
 * A time limit: what is promised, which the long form holds on a machine of its own; elsewhere so much that a machine with
 * other work keeps it too, and a wrong program still does not.
 */
export const within = (promisedMs: number, busyMs: number): number => (isLong ? promisedMs : busyMs);

/** For what takes long, and is tested elsewhere in another way. */
export const itWhenLong = isLong ? it : it.skip;
