import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { RevisionKind } from '@app/common/table';

const KINDS: RevisionKind[] = ['edited', 'deleted', 'reacted', 'members'];

/** What becomes of changes of messages and of who is in a group. */
@Injectable()
export class ChangesMetrics {
  private readonly changes: Counter<'kind' | 'outcome'>;

  constructor(registry: Registry) {
    this.changes = new Counter({
      name: 'cruddur_messages_changes_total',
      help: 'Edits, deletions, reactions and changes of groups by outcome: changed, or repeated, where all was so already',
      labelNames: ['kind', 'outcome'],
      registers: [registry],
    });
    for (const kind of KINDS) for (const outcome of ['changed', 'repeated']) this.changes.inc({ kind, outcome }, 0);
  }

  /** Repeated: an earlier request has done it, or nothing was to be done. */
  answered(kind: RevisionKind, outcome: 'changed' | 'repeated'): void {
    this.changes.inc({ kind, outcome });
  }
}
