import { randomUUID } from 'node:crypto';
import { Controller, Logger } from '@nestjs/common';
import type { Registry } from 'prom-client';
import {
  CONSUMERS,
  TOPICS,
  USER_DELETED,
  USER_EVENT_DATA,
  USER_UPDATED,
  type CloudEvent,
  type EventOf,
} from '@app/common/events';
import { type BatchConsumerStrategy, createBatchConsumer, TakesEvents } from '@app/common/kafka-consumer';
import { processing } from '@app/common/tracing';
import { Identities } from '../auth/identities';
import type { GatewayConfig } from '../config/gateway.config';
import { OpenStreams } from '../live/streams/open-streams';

const CHANGES = {
  [USER_UPDATED]: USER_EVENT_DATA[USER_UPDATED],
  [USER_DELETED]: USER_EVENT_DATA[USER_DELETED],
};

/**
 * Forgets a user who has changed or was deleted, so that the next request looks them up again; tells their streams, and ends
 * them where they may do nothing any more.
 */
@Controller()
export class UserEventsConsumer {
  private readonly logger = new Logger(UserEventsConsumer.name);

  constructor(
    private readonly identities: Identities,
    private readonly streams: OpenStreams,
  ) {}

  @TakesEvents(TOPICS.users, CHANGES)
  forget(events: EventOf<typeof CHANGES>[]): Promise<void> {
    return processing(events, TOPICS.users, (onBehalfOf) => {
      this.identities.forget(new Set(events.map(({ subject }) => subject)));
      for (const event of events) {
        this.tell(event);
        onBehalfOf(event, () => this.logForgotten(event));
      }
      return Promise.resolve();
    });
  }

  /** Who is gone or suspended has no streams any more; who has changed hears of it on all devices. */
  private tell(event: EventOf<typeof CHANGES>): void {
    if (event.type === USER_DELETED || event.data.suspended) return this.streams.endAll(event.data.uuid);
    const { uuid, handle, display_name } = event.data;
    this.streams.tell(uuid, { event: 'profile', data: { uuid, handle, display_name } });
  }

  private logForgotten({ id, type }: CloudEvent): void {
    this.logger.debug({ msg: 'forgotten, if remembered', event_id: id, event_type: type });
  }
}

/**
 * Each copy of the gateway reads all events, in a consumer group of its own, from when it started: before that it had
 * remembered nobody.
 */
export const userEvents = (config: GatewayConfig, registry: Registry): BatchConsumerStrategy =>
  createBatchConsumer(config, {
    registry,
    name: CONSUMERS.gateway,
    group: `${CONSUMERS.gateway}-${randomUUID()}`,
    from: 'now',
  });
