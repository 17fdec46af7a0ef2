import { Inject, Injectable, Logger } from '@nestjs/common';
import { DEAD_LETTER_HEADERS, extensionHeaders, extensionsOf } from '@app/common/events';
import { idsOf } from '@app/common/tracing';
import { RelayMetrics } from '../running/relay-metrics';
import type { Publication, RecordOrigin } from './publication';
import { RELAY_TOPICS, type RelayTopics } from './relay-topics';
import { requestOf } from './translate';

/**
 * Keeps what can never be published: where the record and its item are found again, its image where that helps,
 * and why it was given up.
 */
@Injectable()
export class RelayDeadLetters {
  private readonly logger = new Logger(RelayDeadLetters.name);

  constructor(
    @Inject(RELAY_TOPICS) private readonly topics: Pick<RelayTopics, 'deadLetters'>,
    private readonly metrics: RelayMetrics,
  ) {}

  /** For a record that is no event. */
  ofRecord(origin: RecordOrigin, reason: string, image: unknown): Publication {
    const headers = extensionHeaders(requestOf(image));
    return this.letter(origin, reason, { key: origin.sequenceNumber, headers, image });
  }

  /** For an event that Kafka does not take for its size: its payload stays in the table, under the keys. */
  ofEvent({ origin, record }: Publication, reason: string): Publication {
    return this.letter(origin, reason, record);
  }

  private letter(
    origin: RecordOrigin,
    reason: string,
    { key, headers, image }: { key: string; headers: Record<string, string>; image?: unknown },
  ): Publication {
    this.metrics.deadLetters += 1;
    this.logger.error({
      msg: `${origin.shardId}, record ${origin.sequenceNumber}: kept as a dead letter: ${reason}`,
      ...idsOf(extensionsOf({ headers })),
    });
    return {
      topic: this.topics.deadLetters,
      record: {
        key,
        headers: { ...headers, [DEAD_LETTER_HEADERS.reason]: reason },
        value: JSON.stringify({ ...origin, image }),
      },
      origin,
    };
  }
}
