import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { forOthersToo } from '@app/common/tracing';
import type { RevisionHead } from './revision';
import { RevisionsStore } from './revisions.store';

const REMEMBERED_CONVERSATIONS = 10_000;

/**
 * The newest known revision of conversations in which something was changed lately, so that the next change needs no query.
 *
 * One that is behind loses its revision to the condition of the transaction, and is read again. None is ever ahead, since
 * only stored revisions become heads: so revisions stay without a gap.
 */
@Injectable()
export class RevisionHeads {
  private readonly heads = new LRUCache<string, RevisionHead>({ max: REMEMBERED_CONVERSATIONS });
  private readonly underWay = new Map<string, Promise<RevisionHead | undefined>>();

  constructor(@Inject(RevisionsStore) private readonly store: Pick<RevisionsStore, 'head'>) {}

  get(groupUuid: string): RevisionHead | undefined {
    return this.heads.get(groupUuid);
  }

  /** As the table has it; undefined when there is no such conversation. Who ask at the same time share the reading. */
  read(groupUuid: string): Promise<RevisionHead | undefined> {
    const reading = this.underWay.get(groupUuid) ?? forOthersToo(() => this.readAndRemember(groupUuid));
    this.underWay.set(groupUuid, reading);
    return reading;
  }

  remember(head: RevisionHead): void {
    const known = this.heads.get(head.groupUuid);
    if (!known || known.revision <= head.revision) this.heads.set(head.groupUuid, head);
  }

  forget(groupUuid: string): void {
    this.heads.delete(groupUuid);
  }

  private async readAndRemember(groupUuid: string): Promise<RevisionHead | undefined> {
    try {
      const head = await this.store.head(groupUuid);
      if (head) this.remember(head);
      return head;
    } finally {
      this.underWay.delete(groupUuid);
    }
  }
}
