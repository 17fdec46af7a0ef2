import type { MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { CloudEvent, EventSchemas } from '@app/common/events';
import type { Joining } from './leading-and-trailing';
import { EventSubscription, SUBSCRIPTION } from './takes-events';

interface Handler {
  subscription: EventSubscription;
  handle: MessageHandler;
}

/** The methods that take events, each those of its own kinds. */
export class EventHandlers {
  private readonly handlers: Handler[];

  constructor(handlers: Iterable<MessageHandler>) {
    this.handlers = [...handlers].map((handle) => ({ subscription: subscriptionOf(handle), handle }));
  }

  /** As the code names them. */
  get topics(): string[] {
    return [...new Set(this.handlers.map(({ subscription }) => subscription.topic))];
  }

  /** Of all kinds that anybody takes from the topic. */
  schemasOf(topic: string): EventSchemas {
    return Object.fromEntries(this.of(topic).flatMap(({ subscription }) => Object.entries(subscription.schemas)));
  }

  /** Undefined where no event of the topic waits for another. */
  joiningOf(topic: string): Joining<CloudEvent> | undefined {
    const joined = this.of(topic).filter(({ subscription }) => subscription.joining);
    if (joined.length === 0) return undefined;
    const joiningFor = ({ type }: CloudEvent): Joining<CloudEvent> | undefined =>
      joined.find(({ subscription }) => takes(subscription, type))?.subscription.joining;
    return {
      keyOf: (event) => joiningFor(event)?.keyOf(event) ?? event.subject,
      intervalMs: (event) => joiningFor(event)?.intervalMs(event) ?? 0,
    };
  }

  /** Hands each event to the method that takes its kind, in the order of the events, as many at once as that allows. */
  async handle(topic: string, events: CloudEvent[]): Promise<void> {
    const handlers = this.of(topic);
    const handlerOf = ({ type }: CloudEvent) => handlers.find(({ subscription }) => takes(subscription, type));
    for (let begin = 0, end = 0; begin < events.length; begin = end) {
      const handler = handlerOf(events[begin]!);
      while (end < events.length && handlerOf(events[end]!) === handler) end += 1;
      const outcome: unknown = await handler?.handle(events.slice(begin, end));
      if (isObservable(outcome)) await lastValueFrom(outcome, { defaultValue: undefined });
    }
  }

  private of(topic: string): Handler[] {
    return this.handlers.filter(({ subscription }) => subscription.topic === topic);
  }
}

const takes = ({ schemas }: EventSubscription, type: string): boolean => Object.hasOwn(schemas, type);

function subscriptionOf({ extras, next }: MessageHandler): EventSubscription {
  const subscription: unknown = extras?.[SUBSCRIPTION];
  if (!(subscription instanceof EventSubscription)) throw new Error('a method takes events without @TakesEvents');
  if (next) throw new Error(`two methods take the same events of ${subscription.topic}`);
  return subscription;
}
