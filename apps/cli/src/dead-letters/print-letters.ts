import type { KafkaMessage } from 'kafkajs';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { originOf, reasonOf } from './letter';

/** A letter and the topic that keeps it. */
export interface KeptLetter {
  topic: string;
  letter: KafkaMessage;
}

/** Where each came from, and why it was given up; for people the first line of that. */
export function printLetters(kept: KeptLetter[], json = false): void {
  const letters = kept.map(({ topic, letter }) => ({
    topic,
    keptAt: new Date(Number(letter.timestamp)).toISOString(),
    key: letter.key?.toString() ?? null,
    origin: originOf(letter) ?? null,
    reason: reasonOf(letter),
  }));
  if (json) return printJson(letters);
  printTable(
    ['topic', 'kept at', 'key', 'reason'],
    letters.map(({ topic, keptAt, key, reason }) => [topic, keptAt, key, reason.split('\n', 1)[0]]),
  );
}
