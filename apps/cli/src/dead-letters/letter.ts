import { DEAD_LETTER_HEADERS } from '@app/common/events';
import type { DeadLetter } from '@app/common/kafka';

export const reasonOf = ({ headers }: DeadLetter): string => headers?.[DEAD_LETTER_HEADERS.reason]?.toString() ?? '';

export const originOf = ({ headers }: DeadLetter): string | undefined =>
  headers?.[DEAD_LETTER_HEADERS.origin]?.toString();

/** As they were before the record became a dead letter. */
export function originalHeaders({ headers = {} }: DeadLetter): NonNullable<DeadLetter['headers']> {
  const ofLetters: string[] = Object.values(DEAD_LETTER_HEADERS);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofLetters.includes(name)));
}
