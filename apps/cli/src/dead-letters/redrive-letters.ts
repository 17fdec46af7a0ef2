import { DEAD_LETTER_HEADERS, STREAM_RELAY } from '@app/common/events';
import {
  type DeadLetter,
  DeadLetterQueue,
  isTooLarge,
  type KafkaClient,
  type OutgoingRecord,
  RecordSender,
} from '@app/common/kafka';
import { note } from '@local-stack/terminal/terminal';
import { RelayAdminModule, RelayLetters } from '../../../stream-relay/src/admin/relay-admin.module';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { tableOf, withStores } from '../services/dynamodb';
import { withKafka } from '../services/kafka';
import type { ChangeOptions } from '../where/options';
import { confirmChange } from '../where/place';
import { findTarget, type Target } from '../where/target';
import { originalHeaders } from './letter';
import { type LetterBox, letterBoxes } from './letter-box';

export interface RedriveOptions extends ChangeOptions {
  topic?: string;
  dryRun?: boolean;
}

/** What became of the letters of one topic. */
interface Outcome {
  topic: string;
  redriven: number;
  /** Nothing is left to publish of them. */
  obsolete: number;
  /** They failed as before, and are letters again. */
  kept: number;
}

const PROGRESS_EVERY = 100;

/**
 * Publishes dead letters again where they came from. Every consumer expects repeats, so a letter that an interrupted run
 * had published already does no harm.
 */
export async function redriveLetters(options: RedriveOptions): Promise<void> {
  const boxes = letterBoxes(options.topic);
  const target = await findTarget(options);
  if (!options.dryRun) await confirmChange(options, tableOf(target));
  const outcomes = await withKafka(target, (kafka) =>
    withStores(target, RelayAdminModule.register(target), (app) =>
      new Redrive(kafka, app.get(RelayLetters), target, !!options.dryRun).all(boxes),
    ),
  );
  if (options.json) return printJson(outcomes);
  printTable(
    ['topic', options.dryRun ? 'would go' : 'redriven', 'obsolete', 'kept'],
    outcomes.map(({ topic, redriven, obsolete, kept }) => [topic, redriven, obsolete, kept]),
  );
}

class Redrive {
  private readonly sender: RecordSender;

  constructor(
    private readonly kafka: KafkaClient,
    private readonly relayLetters: RelayLetters,
    private readonly target: Target,
    private readonly isDry: boolean,
  ) {
    this.sender = new RecordSender(kafka);
  }

  async all(boxes: LetterBox[]): Promise<Outcome[]> {
    await this.sender.connect();
    try {
      const outcomes: Outcome[] = [];
      for (const box of boxes) outcomes.push(await this.empty(box));
      return outcomes;
    } finally {
      await this.sender.close();
    }
  }

  private async empty(box: LetterBox): Promise<Outcome> {
    const queue = new DeadLetterQueue(this.kafka, this.topic(box.name));
    const outcome: Outcome = { topic: box.name, redriven: 0, obsolete: 0, kept: 0 };
    const deal = async (letter: DeadLetter): Promise<void> => {
      outcome[await this.redrive(letter, box)] += 1;
      const done = outcome.redriven + outcome.obsolete + outcome.kept;
      if (done % PROGRESS_EVERY === 0) note(`${box.name}: ${done} letters`);
    };
    if (this.isDry) for (const letter of await queue.list()) await deal(letter);
    else await queue.drain(deal);
    return outcome;
  }

  private async redrive(letter: DeadLetter, box: LetterBox): Promise<'redriven' | 'obsolete' | 'kept'> {
    try {
      const message = await this.messageOf(letter, box);
      if (message) await this.send(this.topic(box.topic), message);
      return message ? 'redriven' : 'obsolete';
    } catch (error) {
      if (!failsAgain(error)) throw error;
      const headers = { ...letter.headers, [DEAD_LETTER_HEADERS.reason]: String(error) };
      await this.send(this.topic(box.name), { key: letter.key, value: letter.value, headers });
      return 'kept';
    }
  }

  private async messageOf(letter: DeadLetter, { keeper }: LetterBox): Promise<OutgoingRecord | undefined> {
    if (keeper === STREAM_RELAY) return this.relayLetters.recordOf(letter.value);
    return { key: letter.key, value: letter.value, headers: originalHeaders(letter) };
  }

  private async send(topic: string, message: OutgoingRecord): Promise<void> {
    if (!this.isDry) await this.sender.send(topic, message);
  }

  private topic(name: string): string {
    return this.target.KAFKA_TOPIC_PREFIX + name;
  }
}

/** What lies in the letter itself; anything else lies in a service, and a later run may succeed. */
const failsAgain = (error: unknown): boolean =>
  isTooLarge(error) || ['UntranslatableRecordError', 'ZodError', 'SyntaxError'].includes((error as Error).name);
