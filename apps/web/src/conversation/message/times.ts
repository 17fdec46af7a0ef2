import { texts } from '../../texts';

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** In the zone and the way of who reads. */
export const timeOf = (at: string): string => time.format(new Date(at));

export const wholeTimeOf = (at: string): string => whole.format(new Date(at));

export function dayOf(at: string): string {
  const then = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (then.toDateString() === today.toDateString()) return texts.conversation.today;
  if (then.toDateString() === yesterday.toDateString()) return texts.conversation.yesterday;
  return day.format(then);
}
