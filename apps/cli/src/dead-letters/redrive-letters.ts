import { RelayAdminModule, RelayLetters } from '../../../stream-relay/src/admin/relay-admin.module';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { withStores } from '../services/dynamodb';
import { withKafka } from '../services/kafka';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { letterBoxes } from './letter-box';
import { Redrive } from './redrive';

export interface RedriveOptions extends ChangeOptions {
  topic?: string;
  dryRun?: boolean;
}

/**
 * Publishes dead letters again where they came from. Every consumer expects repeats, so a letter that an interrupted run
 * had published already does no harm.
 */
export async function redriveLetters(options: RedriveOptions): Promise<void> {
  const boxes = letterBoxes(options.topic);
  const target = await findTarget(options);
  await confirmChange(target, options, 'kafka');
  const outcomes = await withKafka(target, (kafka) =>
    withStores(target, RelayAdminModule.register(target), (app) =>
      new Redrive(kafka, app.get(RelayLetters), target.KAFKA_TOPIC_PREFIX, !!options.dryRun).all(boxes),
    ),
  );
  if (options.json) return printJson(outcomes);
  printTable(
    ['topic', options.dryRun ? 'would go' : 'redriven', 'obsolete', 'kept'],
    outcomes.map(({ topic, redriven, obsolete, kept }) => [topic, redriven, obsolete, kept]),
  );
}
