import { DEAD_LETTER_HEADERS, DEAD_LETTER_KEEPERS, deadLetterTopic, STREAM_RELAY } from '@app/common/events';
import { EVENT_HEADERS } from './event-headers';
import { channelOf, kafkaKey } from './kafka-channel';

const REASON = {
  [DEAD_LETTER_HEADERS.reason]: { type: 'string', description: 'Why it was given up.' },
};

const RECORD_LETTER = {
  name: 'dead-letter',
  title: 'A record that was given up',
  headers: {
    type: 'object',
    description: 'Those that the record came with, and these.',
    required: Object.values(DEAD_LETTER_HEADERS),
    properties: {
      ...REASON,
      [DEAD_LETTER_HEADERS.origin]: { type: 'string', description: 'Topic, partition and offset of the record.' },
    },
  },
  payload: { description: 'The value of the record, whatever it is.' },
  bindings: kafkaKey('That of the record.'),
};

const CHANGE_LETTER = {
  name: 'unpublished-change',
  title: 'A change that cannot be published',
  headers: {
    type: 'object',
    description: 'Those of the event, as far as there is one, and this.',
    required: [DEAD_LETTER_HEADERS.reason],
    properties: { ...EVENT_HEADERS.properties, ...REASON },
  },
  payload: { type: 'object', description: 'Where the record of the stream and its item are found again.' },
  bindings: kafkaKey('That of the event; of what is no event, the sequence number of the record.'),
};

export const deadLetterChannels = (): Record<string, object> =>
  Object.fromEntries(
    DEAD_LETTER_KEEPERS.map(({ topic, keeper }) => [
      `${topic.slice(topic.indexOf('.') + 1)}-${keeper}-dead-letters`,
      {
        ...channelOf(deadLetterTopic(topic, keeper)),
        description:
          keeper === STREAM_RELAY
            ? `Changes of the table that cannot be published on \`${topic}\`.`
            : `Records of \`${topic}\` that \`${keeper}\` gave up on, as they came.`,
        messages: {
          letter: {
            $ref: `#/components/messages/${keeper === STREAM_RELAY ? CHANGE_LETTER.name : RECORD_LETTER.name}`,
          },
        },
      },
    ]),
  );

export const deadLetterMessages = (): Record<string, object> =>
  Object.fromEntries([RECORD_LETTER, CHANGE_LETTER].map((message) => [message.name, message]));
