/** In place of a time. */
export const FOREVER = 'forever';

/** Until when a conversation is muted; undefined where that time has passed. */
export const presentMuting = (until: string | undefined, now: Date): string | undefined =>
  until === undefined || until === FOREVER || Date.parse(until) > now.getTime() ? until : undefined;
