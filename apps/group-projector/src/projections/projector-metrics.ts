import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

/** What became of a write to a row. Refused: the row was further already. */
export type RowWrite = 'moved' | 'refused' | 'made';

/** From a message that is shown at once to one that waited for a night. */
const SECONDS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 43_200];

/** What this process has projected since it started. */
@Injectable()
export class ProjectorMetrics {
  private readonly messages: Counter<'outcome'>;
  private readonly changes: Counter<'outcome'>;
  private readonly rowWrites: Counter<'outcome'>;
  private readonly endToEnd: Histogram;

  constructor(registry: Registry) {
    const registers = [registry];
    this.messages = new Counter({
      name: 'cruddur_projector_messages_total',
      help: 'Messages by their effect: projected, once, or repeated, when the rows were already as far or further',
      labelNames: ['outcome'] as const,
      registers,
    });
    this.changes = new Counter({
      name: 'cruddur_projector_changes_total',
      help: 'Edits, deletions, reactions and changes of members by their effect, as messages are counted',
      labelNames: ['outcome'] as const,
      registers,
    });
    this.rowWrites = new Counter({
      name: 'cruddur_projector_row_writes_total',
      help: 'Writes to group rows: moved on, made anew, or refused because the row was further already',
      labelNames: ['outcome'] as const,
      registers,
    });
    this.endToEnd = new Histogram({
      name: 'cruddur_end_to_end_seconds',
      help: "From a message's acceptance until its members' rows show it or a newer one",
      buckets: SECONDS,
      registers,
    });
  }

  wrote(outcome: RowWrite): void {
    this.rowWrites.inc({ outcome });
  }

  /** A message accepted at `acceptedAt`, in RFC 3339, is in all of its rows now. An invalid time is not measured. */
  projected(acceptedAt: string): void {
    this.messages.inc({ outcome: 'projected' });
    const seconds = (Date.now() - Date.parse(acceptedAt)) / 1_000;
    if (Number.isFinite(seconds)) this.endToEnd.observe(seconds);
  }

  changed(outcome: 'projected' | 'repeated'): void {
    this.changes.inc({ outcome });
  }

  repeated(): void {
    this.messages.inc({ outcome: 'repeated' });
  }
}
