import type { DeadLetter } from '@app/common/kafka';
import { GrowingTable } from '../output/format-table';
import { JsonArray } from '../output/json';
import { originOf, reasonOf } from './letter';

/** A letter and the topic that keeps it. */
export interface KeptLetter {
  topic: string;
  letter: DeadLetter;
}

/** Prints letters one by one: where each came from, and why it was given up; for people the first line of that. */
export interface LetterPrinter {
  print: (kept: KeptLetter) => void;
  end: () => void;
}

export function letterPrinter(json = false): LetterPrinter {
  if (json) {
    const array = new JsonArray();
    return { print: (kept) => array.print(present(kept)), end: () => array.end() };
  }
  const table = new GrowingTable(['topic', 'kept at', 'key', 'reason']);
  return { print: (kept) => table.print(rowOf(kept)), end: () => table.end() };
}

const present = ({ topic, letter }: KeptLetter) => ({
  topic,
  keptAt: new Date(Number(letter.timestamp)).toISOString(),
  key: letter.key?.toString() ?? null,
  origin: originOf(letter) ?? null,
  reason: reasonOf(letter),
});

function rowOf(kept: KeptLetter): (string | null)[] {
  const { topic, keptAt, key, reason } = present(kept);
  return [topic, keptAt, key, reason.split('\n', 1)[0]!];
}
