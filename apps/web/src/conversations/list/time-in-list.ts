const DAY_MS = 86_400_000;

/** Today by the hour, in the last days by the weekday, else by the date, where the reader is. */
export function timeInList(iso: string, now: number, locale?: string): string {
  const then = new Date(iso);
  const days = Math.round((midnightOf(now) - midnightOf(then.getTime())) / DAY_MS);
  return new Intl.DateTimeFormat(locale, partsOf(days, then, new Date(now))).format(then);
}

function partsOf(days: number, then: Date, now: Date): Intl.DateTimeFormatOptions {
  if (days <= 0) return { hour: '2-digit', minute: '2-digit' };
  if (days < 7) return { weekday: 'short' };
  if (then.getFullYear() === now.getFullYear()) return { day: 'numeric', month: 'short' };
  return { day: 'numeric', month: 'numeric', year: 'numeric' };
}

const midnightOf = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
