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
import { type RelayLetters, UnusableLetterError } from '../../../stream-relay/src/admin/relay-letters';
import { originalHeaders } from './letter';
import type { LetterBox } from './letter-box';

/** What became of the letters of one topic. */
export interface RedriveOutcome {
  topic: string;
  redriven: number;
  /** Nothing is left to publish of them. */
  obsolete: number;
  /** They failed as before, and are letters again. */
  kept: number;
}

const PROGRESS_EVERY = 100;

/** Publishes dead letters again where they came from; a dry run finds out what would become of them, and publishes nothing. */
export class Redrive {
  private readonly sender: RecordSender;

  constructor(
    private readonly kafka: KafkaClient,
    private readonly relayLetters: RelayLetters,
    private readonly topicPrefix: string,
    private readonly isDry: boolean,
  ) {
    this.sender = new RecordSender(kafka);
  }

  async all(boxes: LetterBox[]): Promise<RedriveOutcome[]> {
    await this.sender.connect();
    try {
      const outcomes: RedriveOutcome[] = [];
      for (const box of boxes) outcomes.push(await this.empty(box));
      return outcomes;
    } finally {
      await this.sender.close();
    }
  }

  private async empty(box: LetterBox): Promise<RedriveOutcome> {
    const queue = new DeadLetterQueue(this.kafka, this.topicPrefix + box.name);
    const outcome: RedriveOutcome = { topic: box.name, redriven: 0, obsolete: 0, kept: 0 };
    const deal = async (letter: DeadLetter): Promise<void> => {
      outcome[await this.redrive(letter, box)] += 1;
      const done = outcome.redriven + outcome.obsolete + outcome.kept;
      if (done % PROGRESS_EVERY === 0) note(`${box.name}: ${done} letters`);
    };
    if (this.isDry) for (const letter of await queue.list()) await deal(letter);
    else await queue.drain(deal);
    return outcome;
  }

  /** A failure that lies in the letter keeps it; any other lies in a service, ends the run, and may be over at the next one. */
  private async redrive(letter: DeadLetter, box: LetterBox): Promise<'redriven' | 'obsolete' | 'kept'> {
    try {
      const record = await this.recordOf(letter, box);
      if (record) await this.send(box.topic, record);
      return record ? 'redriven' : 'obsolete';
    } catch (error) {
      if (!isTooLarge(error) && !(error instanceof UnusableLetterError)) throw error;
      const headers = { ...letter.headers, [DEAD_LETTER_HEADERS.reason]: reasonIn(error) };
      await this.send(box.name, { key: letter.key, value: letter.value, headers });
      return 'kept';
    }
  }

  private async recordOf(letter: DeadLetter, { keeper }: LetterBox): Promise<OutgoingRecord | undefined> {
    if (keeper === STREAM_RELAY) return this.relayLetters.recordOf(letter.value);
    return { key: letter.key, value: letter.value, headers: originalHeaders(letter) };
  }

  private async send(topic: string, record: OutgoingRecord): Promise<void> {
    if (!this.isDry) await this.sender.send(this.topicPrefix + topic, record);
  }
}

const reasonIn = (error: Error): string => String(error instanceof UnusableLetterError ? error.cause : error);
