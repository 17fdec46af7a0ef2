import { deadLetterTopic, STREAM_RELAY, TOPICS } from '@app/common/events';

export interface RelayTopics {
  events: string;
  deadLetters: string;
}

export function relayTopics(prefix: string): RelayTopics {
  const events = prefix + TOPICS.messages;
  return { events, deadLetters: deadLetterTopic(events, STREAM_RELAY) };
}
