import { Inject, Injectable } from '@nestjs/common';
import { marshall } from '@aws-sdk/util-dynamodb';
import { PARTITION_KEY, SORT_KEY } from '@app/common/table';
import { type Publication, publicationOf } from './publication';
import { RelayDeadLetters } from './relay-dead-letters';
import { RELAY_TOPICS, type RelayTopics } from './relay-topics';
import { type EventfulItem, eventOfItem } from './translate';

/** In the place of stream and shard, for what comes from the table itself. */
const FROM_THE_TABLE = { streamArn: 'table', shardId: 'table' };

/** Publishes items of the table as the stream would have published their insertion. */
@Injectable()
export class ItemPublications {
  constructor(
    @Inject(RELAY_TOPICS) private readonly topics: RelayTopics,
    private readonly deadLetters: RelayDeadLetters,
  ) {}

  /** Undefined for an item whose insertion is no event. */
  of(item: EventfulItem): Publication | undefined {
    const keys = marshall({ [PARTITION_KEY]: item[PARTITION_KEY], [SORT_KEY]: item[SORT_KEY] });
    const origin = { ...FROM_THE_TABLE, sequenceNumber: item[SORT_KEY], keys };
    try {
      const event = eventOfItem(item);
      return event && publicationOf(event, this.topics.events, origin);
    } catch (error) {
      return this.deadLetters.ofRecord(origin, String(error), marshall(item));
    }
  }
}
