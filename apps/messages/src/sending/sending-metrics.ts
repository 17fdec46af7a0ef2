import { Counter } from 'prom-client';

/** Sends that were answered. Repeated: the message was there already, by an earlier attempt. */
export const sends = new Counter({
  name: 'cruddur_messages_sends_total',
  help: 'Sends by outcome: sent, or repeated, where an earlier attempt had stored it',
  labelNames: ['outcome'] as const,
});
for (const outcome of ['sent', 'repeated']) sends.inc({ outcome }, 0);

/** Each costs its send another write, and tells how much copies of the service get in each other's way. */
export const conflicts = new Counter({
  name: 'cruddur_messages_conflicts_total',
  help: 'Writes that lost their number, or the start of a conversation, to another process',
});

/** Each copy holds the limit of starts alone for these. */
export const uncountedStarts = new Counter({
  name: 'cruddur_messages_uncounted_starts_total',
  help: 'Starts of conversations that were judged by this copy alone, since the table of rate limits did not answer',
});

/** Messages whose predecessor was dated so far ahead of this host's clock that one of two clocks must be wrong. */
export const clockDifferences = new Counter({
  name: 'cruddur_messages_clock_differences_total',
  help: 'Messages behind one that was dated more than a second after this host’s clock',
});
