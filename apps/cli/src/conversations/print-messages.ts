import type { PresentedMessage } from '@app/common/contracts';
import { printTable } from '../output/format-table';
import { localTime } from '../output/local-time';
import { membershipWords } from './membership-words';

/** One a line; what some of them have beside their text is a column more. */
export function printMessages(messages: PresentedMessage[]): void {
  const hasRemarks = messages.some((message) => remarksOn(message) !== '');
  printTable(
    ['number', 'at', 'from', 'message', ...(hasRemarks ? ['remarks'] : [])],
    messages.map((message) => [
      message.number,
      localTime(message.created_at),
      message.handle,
      textOf(message),
      ...(hasRemarks ? [remarksOn(message)] : []),
    ]),
  );
}

/** What it answers, whether it is edited or deleted, and how many have reacted with what. */
export const remarksOn = ({ reply_to, edited_at, deleted_at, reactions }: PresentedMessage): string =>
  [
    ...(reply_to ? [`answers ${reply_to.number}`] : []),
    ...(deleted_at !== null ? ['deleted'] : edited_at !== null ? ['edited'] : []),
    ...reactions.map(({ emoji, count }) => `${emoji} ${count}`),
  ].join(', ');

/** What it says, or in brackets what has changed in a group. */
export function textOf(message: PresentedMessage): string {
  const words = membershipWords(message);
  return words === undefined ? message.message : `(${words})`;
}
