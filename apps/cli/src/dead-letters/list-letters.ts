import { DeadLetterQueue } from '@app/common/kafka';
import { withKafka } from '../services/kafka';
import type { ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { letterBoxes } from './letter-box';
import { letterPrinter } from './print-letters';

export interface ListLettersOptions extends ReadOptions {
  topic?: string;
}

export async function listLetters(options: ListLettersOptions): Promise<void> {
  const boxes = letterBoxes(options.topic);
  const target = await findTarget(options);
  const letters = await withKafka(target, async (kafka) => {
    const perBox = boxes.map(async ({ name }) => {
      const waiting = await new DeadLetterQueue(kafka, target.KAFKA_TOPIC_PREFIX + name).list();
      return waiting.map((letter) => ({ topic: name, letter }));
    });
    return (await Promise.all(perBox)).flat();
  });
  const printer = letterPrinter(options.json);
  letters.forEach((kept) => printer.print(kept));
  printer.end();
}
