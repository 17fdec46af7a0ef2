import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { ReadHead, RevisionHead } from './revision';
import { RevisionsStore } from './revisions.store';
import { SharedWork } from './shared-work';
import { whileContended } from './while-contended';

const REMEMBERED_CONVERSATIONS = 10_000;

/**
 * The newest known revision of conversations in which something was changed lately, so that the next change needs no query.
 *
 * One that is behind loses its revision to the condition of the transaction, and is read again. None is ever ahead, since
 * only stored revisions become heads: so revisions stay without a gap. And none is half to be seen: who takes the next
 * revision has seen all that the one before has changed, so at most the newest is ever incomplete to a reader.
 */
@Injectable()
export class RevisionHeads {
  private readonly heads = new LRUCache<string, RevisionHead>({ max: REMEMBERED_CONVERSATIONS });
  private readonly readings = new SharedWork<ReadHead | undefined>();
  private readonly confirmations = new SharedWork<RevisionHead>();

  constructor(@Inject(RevisionsStore) private readonly store: Pick<RevisionsStore, 'head' | 'isSeen'>) {}

  get(groupUuid: string): RevisionHead | undefined {
    return this.heads.get(groupUuid);
  }

  /** As the table has it; undefined when there is no such conversation. It is not remembered before it is confirmed. */
  read(groupUuid: string): Promise<ReadHead | undefined> {
    return this.readings.run(groupUuid, () => this.store.head(groupUuid));
  }

  /** Waits until all that its revision has changed is to be seen, and remembers it. */
  confirm(read: ReadHead): Promise<RevisionHead> {
    const { groupUuid, revision, memberUuids } = read;
    return this.confirmations.run(`${groupUuid} ${revision}`, async () => {
      await whileContended(async () => (await this.store.isSeen(read)) || 'contended');
      const head = { groupUuid, revision, memberUuids };
      this.remember(head);
      return head;
    });
  }

  remember(head: RevisionHead): void {
    const known = this.heads.get(head.groupUuid);
    if (!known || known.revision <= head.revision) this.heads.set(head.groupUuid, head);
  }

  forget(groupUuid: string): void {
    this.heads.delete(groupUuid);
  }
}
