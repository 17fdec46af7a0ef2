import { EventPattern } from '@nestjs/microservices';
import type { CloudEvent, EventOf, EventSchemas } from '@app/common/events';
import type { Joining } from './leading-and-trailing';

/** Under this name Nest carries the subscription of a method to the transport. */
export const SUBSCRIPTION = 'subscription';

/** The kinds of events that one method takes. */
export class EventSubscription {
  constructor(
    /** As the code names it, without the prefix of a stack. */
    readonly topic: string,
    readonly schemas: EventSchemas,
    readonly joining?: Joining<CloudEvent>,
  ) {}
}

/**
 * Marks the method of a controller that takes the events of some kinds, in batches. What it takes follows from the
 * schemas: a method that expects anything else does not compile. Events of further kinds are for further methods.
 *
 * @param joining which events wait for each other, to be handed over together. Without it none waits.
 */
export const TakesEvents =
  <Schemas extends EventSchemas>(topic: string, schemas: Schemas, joining?: Joining<EventOf<Schemas>>) =>
  <Take extends (events: EventOf<Schemas>[]) => Promise<void>>(
    controller: object,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<Take>,
  ): void => {
    const subscription = new EventSubscription(topic, schemas, joining && forKindsOf(schemas, joining));
    const pattern = [topic, ...Object.keys(schemas)].join(' ');
    EventPattern(pattern, { [SUBSCRIPTION]: subscription })(controller, method, descriptor);
  };

/** Of a topic's other events none waits. */
function forKindsOf<Schemas extends EventSchemas>(
  schemas: Schemas,
  { keyOf, intervalMs }: Joining<EventOf<Schemas>>,
): Joining<CloudEvent> {
  const isOfThem = (event: CloudEvent): event is EventOf<Schemas> => Object.hasOwn(schemas, event.type);
  return {
    keyOf: (event) => (isOfThem(event) ? keyOf(event) : event.subject),
    intervalMs: (event) => (isOfThem(event) ? intervalMs(event) : 0),
  };
}
