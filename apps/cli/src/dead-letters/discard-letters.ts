import { DeadLetterQueue } from '@app/common/kafka';
import type { ChangeOptions } from '../commands/shared-options';
import { note } from '../output/terminal';
import { tableOf } from '../services/dynamodb';
import { withKafka } from '../services/kafka';
import { confirmChange } from '../target/place';
import { findTarget } from '../target/target';
import { letterBoxes } from './letter-box';
import { type KeptLetter, printLetters } from './print-letters';

export interface DiscardOptions extends ChangeOptions {
  topic: string;
}

/** Nobody asks for these letters again. Kafka keeps them for as long as it keeps what was published. */
export async function discardLetters(options: DiscardOptions): Promise<void> {
  const [box] = letterBoxes(options.topic);
  const target = await findTarget(options);
  await confirmChange(options, tableOf(target));
  const discarded: KeptLetter[] = [];
  await withKafka(target, (kafka) =>
    new DeadLetterQueue(kafka, target.KAFKA_TOPIC_PREFIX + box!.name).drain((letter) =>
      Promise.resolve(void discarded.push({ topic: box!.name, letter })),
    ),
  );
  printLetters(discarded, options.json);
  note(`${discarded.length} letters are discarded`);
}
