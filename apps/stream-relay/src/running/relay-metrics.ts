import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';

/** What is counted, and the help text of its counter. */
const COUNTED = {
  recordsRead: 'Records read from the stream',
  recordsRepeated: 'Records read although this process had published them before',
  eventsPublished: 'Events that Kafka has acknowledged, repaired ones among them',
  eventsRepaired: 'Events published from the table because a gap may have swallowed them',
  deadLetters: 'Changes that cannot be published, kept as dead letters',
  gaps: 'Ranges that the stream may have lost before they were read',
};

type Counted = keyof typeof COUNTED;

/** What this process has relayed since it started. */
@Injectable()
export class RelayMetrics implements Record<Counted, number> {
  recordsRead = 0;
  recordsRepeated = 0;
  eventsPublished = 0;
  eventsRepaired = 0;
  deadLetters = 0;
  gaps = 0;
  /** Gaps of all relays that are recorded and not repaired yet. */
  openGaps = 0;

  private readonly waiting = new Map<string, number>();

  constructor(registry: Registry) {
    this.exportTo(registry);
  }

  /** A shard's oldest record that is read and not yet acknowledged was written at `writtenAt`, in milliseconds since 1970. */
  shardWaits(shard: string, writtenAt: number): void {
    this.waiting.set(shard, writtenAt);
  }

  shardIsIdle(shard: string): void {
    this.waiting.delete(shard);
  }

  /** Age of the oldest record that is read and not yet acknowledged, over all shards; 0 if there is none. */
  unpublishedAgeMs(now: Date): number {
    const oldest = Math.min(now.getTime(), ...this.waiting.values());
    return now.getTime() - oldest;
  }

  private exportTo(registry: Registry): void {
    for (const [counted, help] of Object.entries(COUNTED)) {
      const name = `cruddur_relay_${snakeCase(counted)}_total`;
      const value = (): number => this[counted as Counted];
      new Counter({
        name,
        help,
        registers: [registry],
        collect() {
          this.reset();
          this.inc(value());
        },
      });
    }
    exportGauge(
      registry,
      'cruddur_relay_open_gaps',
      'Gaps of all relays that are not repaired yet',
      () => this.openGaps,
    );
    exportGauge(
      registry,
      'cruddur_relay_iterator_age_seconds',
      AGE_HELP,
      () => this.unpublishedAgeMs(new Date()) / 1_000,
    );
  }
}

const AGE_HELP = 'Age of the oldest record that is read and not yet acknowledged by Kafka; 0 when there is none';

function exportGauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
