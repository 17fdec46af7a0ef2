import { deadLetterTopic, STREAM_RELAY, TOPICS } from '@app/common/events';

export interface RelayTopics {
  events: string;
  deadLetters: string;
}

/** The token of the topics, with the prefix of their stack. */
export const RELAY_TOPICS = Symbol('RELAY_TOPICS');

export function relayTopics(prefix: string): RelayTopics {
  const events = prefix + TOPICS.messages;
  return { events, deadLetters: deadLetterTopic(events, STREAM_RELAY) };
}
