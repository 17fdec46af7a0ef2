import { randomUUID } from 'node:crypto';
import { Controller, Logger } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { CONSUMERS, TOPICS, USER_DELETED, USER_EVENT_DATA, USER_UPDATED, type CloudEvent } from '@app/common/events';
import { BatchConsumerStrategy, createKafka } from '@app/common/kafka';
import { processing } from '@app/common/tracing';
import type { GatewayConfig } from '../gateway.config';
import { Identities } from './identities';

/** Who has changed or is gone is looked up anew. */
@Controller()
export class IdentitiesConsumer {
  private readonly logger = new Logger(IdentitiesConsumer.name);

  constructor(private readonly identities: Identities) {}

  @EventPattern(TOPICS.users)
  forget(events: CloudEvent[]): Promise<void> {
    return processing(events, TOPICS.users, (onBehalfOf) => {
      this.identities.forget(new Set(events.map(({ subject }) => subject)));
      for (const event of events) onBehalfOf(event, () => this.tell(event));
      return Promise.resolve();
    });
  }

  private tell({ id, type }: CloudEvent): void {
    this.logger.debug({ msg: 'forgotten, if remembered', event_id: id, event_type: type });
  }
}

/**
 * Each copy of the gateway reads all events, in a consumer group of its own, from when it started: before that it had
 * remembered nobody.
 */
export const userEvents = (config: GatewayConfig): BatchConsumerStrategy =>
  new BatchConsumerStrategy({
    kafka: createKafka(config, CONSUMERS.gateway),
    groupId: `${config.KAFKA_TOPIC_PREFIX}${CONSUMERS.gateway}-${randomUUID()}`,
    consumer: CONSUMERS.gateway,
    topicPrefix: config.KAFKA_TOPIC_PREFIX,
    events: {
      [TOPICS.users]: {
        [USER_UPDATED]: USER_EVENT_DATA[USER_UPDATED],
        [USER_DELETED]: USER_EVENT_DATA[USER_DELETED],
      },
    },
    from: 'now',
  });
