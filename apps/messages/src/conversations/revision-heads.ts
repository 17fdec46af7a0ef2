import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { RevisionHead } from './revision';

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

  get(groupUuid: string): RevisionHead | undefined {
    return this.heads.get(groupUuid);
  }

  remember(head: RevisionHead): void {
    this.heads.set(head.groupUuid, head);
  }

  forget(groupUuid: string): void {
    this.heads.delete(groupUuid);
  }
}
