import type { Message, Shown } from '@cruddur/client';
import type { RefusedEntry } from '../../../chat/refused';

/** A line of a conversation: what `Shown` is, or one's own message that was refused. */
export type Line = Shown | { refused: RefusedEntry };

const TOGETHER_MS = 5 * 60_000;

export const messageOf = (line: Line | undefined): Message | undefined =>
  line && 'message' in line ? line.message : undefined;

export const keyOf = (line: Line): string =>
  'message' in line ? line.message.uuid : 'unsent' in line ? line.unsent.key : line.refused.entry.key;

/** What a line shows; it is the same for as long as the line is. */
const shownBy = (line: Line): unknown =>
  'message' in line ? line.message : 'unsent' in line ? line.unsent : line.refused;

export const areSame = (lines: Line[], others: Line[]): boolean =>
  lines.length === others.length && lines.every((line, at) => shownBy(line) === shownBy(others[at]!));

/** Whether a message is the first of its day, in the zone of who reads. */
export function beginsDay(message: Message, former: Message | undefined): boolean {
  return !former || new Date(former.created_at).toDateString() !== new Date(message.created_at).toDateString();
}

/** Whether a message needs no name, since the one before it is of the same sender and hardly older. */
export function goesOn(message: Message, former: Message | undefined): boolean {
  if (former?.kind !== 'message' || former.user_uuid !== message.user_uuid || beginsDay(message, former)) return false;
  return Date.parse(message.created_at) - Date.parse(former.created_at) < TOGETHER_MS;
}

/** Where a message is, or would be: numbers rise. */
export function placeOf(lines: Line[], number: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messageOf(lines[middle])?.number ?? Infinity) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The message with a number, if it is there. */
export function messageAt(lines: Line[], number: number): Message | undefined {
  const message = messageOf(lines[placeOf(lines, number)]);
  return message?.number === number ? message : undefined;
}

/** The number of the newest message, 0 where there is none; what is unsent stands behind it. */
export function newestOf(lines: Line[]): number {
  return messageOf(lines.findLast((line) => 'message' in line))?.number ?? 0;
}

/** How many messages of others lie behind a number. */
export function countBehind(lines: Line[], number: number, ownUuid: string): number {
  let count = 0;
  for (let at = lines.length - 1; at >= 0; at--) {
    const message = messageOf(lines[at]);
    if (!message) continue;
    if (message.number <= number) break;
    if (message.kind === 'message' && message.user_uuid !== ownUuid) count += 1;
  }
  return count;
}

/** The number of the first message of others behind a number. */
export const firstNewOf = (lines: Line[], number: number, ownUuid: string): number | undefined =>
  lines
    .map(messageOf)
    .find(
      (message) => message && message.number > number && message.kind === 'message' && message.user_uuid !== ownUuid,
    )?.number;
