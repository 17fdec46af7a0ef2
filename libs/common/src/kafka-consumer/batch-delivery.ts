import { Logger } from '@nestjs/common';
import { extensionsOf } from '@app/common/events';
import type { Outages } from '@app/common/patience';
import { idsOf } from '@app/common/tracing';
import type { ConsumerDeadLetters } from './consumer-dead-letters';
import type { ConsumerMetrics } from './consumer-metrics';
import { Delivery, type Delivered, type EventHandler, type Refused } from './delivery';
import type { EventHandlers } from './event-handlers';

/** Where events came from: the topic as the code names it, as Kafka does, and the partition. */
export interface Origin {
  pattern: string;
  topic: string;
  partition: number;
}

export interface BatchDeliveryOptions {
  /** Complete once the consumer has started. */
  handlers: () => EventHandlers;
  outages: Outages;
  deadLetters: ConsumerDeadLetters;
  metrics: ConsumerMetrics;
}

/** Brings events to the handler of their topic. What is refused counts as done once Kafka has acknowledged its dead letter. */
export class BatchDelivery {
  private readonly logger = new Logger(BatchDelivery.name);

  constructor(private readonly options: BatchDeliveryOptions) {}

  /** @throws the reason of `signal` when it aborts where something would have to be waited for. */
  async deliver(origin: Origin, events: Delivered[], undecodable: Refused[], signal: AbortSignal): Promise<void> {
    const { handlers, outages, metrics } = this.options;
    const handle: EventHandler = (batch) => handlers().handle(origin.pattern, batch);
    const refused = [...undecodable, ...(await new Delivery(handle, outages, signal).deliver(events))];
    if (refused.length > 0) await this.keep(origin, refused, signal);
    metrics.count(origin.pattern, 'handled', events.length + undecodable.length - refused.length);
    metrics.count(origin.pattern, 'dead_lettered', refused.length);
  }

  private async keep({ topic, partition }: Origin, refused: Refused[], signal: AbortSignal): Promise<void> {
    const { outages, deadLetters } = this.options;
    await outages.waitOut(() => deadLetters.keep(topic, partition, refused), always, signal);
    for (const { record, reason } of refused) {
      this.logger.error({
        msg: `${topic}/${partition}/${record.offset} to the dead letters: ${reason}`,
        ...idsOf(extensionsOf(record)),
      });
    }
  }
}

const always = (): boolean => true;
