import { TOPICS } from '@app/common/events';
import { type DeadLetter, DeadLetterQueue, topicLifetimes } from '@app/common/kafka';
import { letterBoxes } from '../../dead-letters/letter-box';
import { withKafka } from '../../services/kafka';
import type { Target } from '../../where/target';

export interface TopicTraces {
  /** Until when a topic may have what was published of the person before; null: for ever. */
  topics: { topic: string; until: string | null }[];
  /** Dead letters that held the person, were dealt with, and are gone now. */
  lettersForgotten: number;
  /** Those that nobody has dealt with. */
  lettersWaiting: number;
}

/** What was published cannot be taken back: topics have it for as long as they are set to. Dead letters go at once. */
export const inTopics = (target: Target, userUuid: string): Promise<TopicTraces> =>
  withKafka(target, async (kafka) => {
    const prefix = target.KAFKA_TOPIC_PREFIX;
    const lifetimes = await topicLifetimes(kafka, [prefix + TOPICS.messages, prefix + TOPICS.users]);
    const traces = { lettersForgotten: 0, lettersWaiting: 0 };
    for (const { name } of letterBoxes()) {
      const letters = new DeadLetterQueue(kafka, prefix + name);
      const { forgotten, waiting } = await letters.forget((letter) => isOf(userUuid, letter));
      traces.lettersForgotten += forgotten;
      traces.lettersWaiting += waiting;
    }
    const topics = lifetimes.map(({ topic, milliseconds }) => ({
      topic,
      until: milliseconds < 0 ? null : new Date(Date.now() + milliseconds).toISOString(),
    }));
    return { topics, ...traces };
  });

const isOf = (userUuid: string, { key, value }: DeadLetter): boolean =>
  [key, value].some((bytes) => bytes?.includes(userUuid) ?? false);
