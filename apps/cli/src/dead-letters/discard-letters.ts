import { DeadLetterQueue } from '@app/common/kafka';
import { note } from '@local-stack/terminal/terminal';
import { answer } from '../output/output';
import { withKafka } from '../services/kafka';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { letterBoxes } from './letter-box';
import { letterPrinter } from './print-letters';

export interface DiscardOptions extends ChangeOptions {
  topic: string;
}

/**
 * Nobody asks for these letters again, so each is given up only when it has been printed. Kafka keeps them for as long as
 * it keeps what was published.
 */
export async function discardLetters(options: DiscardOptions): Promise<void> {
  const [box] = letterBoxes(options.topic);
  const target = await findTarget(options);
  await confirmChange(target, options, 'kafka');
  const letters = letterPrinter(options.json);
  let discarded = 0;
  try {
    await withKafka(target, (kafka) =>
      new DeadLetterQueue(kafka, target.KAFKA_TOPIC_PREFIX + box!.name).drain(async (letter) => {
        letters.print({ topic: box!.name, letter });
        await answer.delivered();
        discarded += 1;
      }),
    );
    letters.end();
  } finally {
    note(`${discarded} letters are discarded`);
  }
}
