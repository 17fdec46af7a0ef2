import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';

export const CUTS = ['slow', 'lost', 'token', 'account', 'stopping', 'gone'] as const;
/** Why a stream has ended. */
export type Cut = (typeof CUTS)[number];

@Injectable()
export class LiveMetrics {
  private readonly resumes: Counter<'by'>;
  private readonly ends: Counter<'reason'>;
  private readonly told: Counter<'event'>;

  constructor(private readonly registry: Registry) {
    const registers = [registry];
    this.resumes = new Counter({
      name: 'cruddur_gateway_event_streams_resumed_total',
      help: 'Streams and long polls that have been brought up to now: by the ring in memory, or by the table',
      labelNames: ['by'],
      registers,
    });
    this.ends = new Counter({
      name: 'cruddur_gateway_event_streams_ended_total',
      help: 'Streams by what has ended them: slow readers and lost ones come back by their cursor',
      labelNames: ['reason'],
      registers,
    });
    this.told = new Counter({
      name: 'cruddur_gateway_events_told_total',
      help: 'Events that were written to streams and long polls, by their kind',
      labelNames: ['event'],
      registers,
    });
    for (const by of ['ring', 'table']) this.resumes.inc({ by }, 0);
    for (const reason of CUTS) this.ends.inc({ reason }, 0);
  }

  resumed(by: 'ring' | 'table'): void {
    this.resumes.inc({ by });
  }

  ended(reason: Cut): void {
    this.ends.inc({ reason });
  }

  tell(event: string): void {
    this.told.inc({ event });
  }

  /** From now on tells what there is at the moment when it is asked. */
  follow(present: { open: () => number; most: number; isBehind: () => boolean }): void {
    this.gauge('cruddur_gateway_event_streams', 'Streams and long polls that are open', present.open);
    this.gauge('cruddur_gateway_event_streams_limit', 'Of these, so many may be open at once', () => present.most);
    this.gauge(
      'cruddur_gateway_events_behind',
      '1 while it is not known how far Kafka is: what happens now is told later',
      () => Number(present.isBehind()),
    );
  }

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
