import { Counter } from 'prom-client';

/** Sends that were answered. Repeated: the message was there already, under the same send key. */
export const sends = new Counter({
  name: 'cruddur_messages_sends_total',
  help: 'Sends by outcome: sent, or repeated with the send key of an earlier one',
  labelNames: ['outcome'] as const,
});
for (const outcome of ['sent', 'repeated']) sends.inc({ outcome }, 0);

/** Each costs its send another write, and tells how much copies of the service get in each other's way. */
export const conflicts = new Counter({
  name: 'cruddur_messages_conflicts_total',
  help: 'Writes that lost their number, or the start of a conversation, to another process',
});
