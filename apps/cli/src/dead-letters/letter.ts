import type { IHeaders, KafkaMessage } from 'kafkajs';
import { DEAD_LETTER_HEADERS } from '@app/common/events';

export const reasonOf = ({ headers }: KafkaMessage): string => headers?.[DEAD_LETTER_HEADERS.reason]?.toString() ?? '';

export const originOf = ({ headers }: KafkaMessage): string | undefined =>
  headers?.[DEAD_LETTER_HEADERS.origin]?.toString();

/** As they were before the record became a dead letter. */
export function originalHeaders({ headers = {} }: KafkaMessage): IHeaders {
  const ofLetters: string[] = Object.values(DEAD_LETTER_HEADERS);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofLetters.includes(name)));
}
