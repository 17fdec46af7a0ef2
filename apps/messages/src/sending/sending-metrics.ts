import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';

/** What becomes of sends. */
@Injectable()
export class SendingMetrics {
  /** Sends that were answered. Repeated: the message was there already, by an earlier attempt. */
  readonly sends: Counter<'outcome'>;
  /** Each costs its send or change another write, and tells how much copies of the service get in each other's way. */
  readonly conflicts: Counter;
  /** Each copy holds the limit of starts alone for these. */
  readonly uncountedStarts: Counter;
  /** Messages whose predecessor was dated so far ahead of this host's clock that one of two clocks must be wrong. */
  readonly clockDifferences: Counter;

  constructor(registry: Registry) {
    const registers = [registry];
    this.sends = new Counter({
      name: 'cruddur_messages_sends_total',
      help: 'Sends by outcome: sent, or repeated, where an earlier attempt had stored it',
      labelNames: ['outcome'],
      registers,
    });
    for (const outcome of ['sent', 'repeated']) this.sends.inc({ outcome }, 0);
    this.conflicts = new Counter({
      name: 'cruddur_messages_conflicts_total',
      help: 'Writes that lost their number, their revision or the start of a conversation to another process',
      registers,
    });
    this.uncountedStarts = new Counter({
      name: 'cruddur_messages_uncounted_starts_total',
      help: 'Starts of conversations that were judged by this copy alone, since the table of rate limits did not answer',
      registers,
    });
    this.clockDifferences = new Counter({
      name: 'cruddur_messages_clock_differences_total',
      help: 'Messages behind one that was dated more than a second after this host’s clock',
      registers,
    });
  }
}
