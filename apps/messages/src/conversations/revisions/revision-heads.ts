import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { FoundHead } from '../standing/conversation';
import type { ReadHead, RevisionHead, ToldRevisionHead } from './revision';
import { RevisionsStore } from './revisions.store';
import { SharedWork } from '../requests/shared-work';
import { Standings } from '../standing/standings';
import { whileContended } from '../requests/while-contended';

const REMEMBERED_CONVERSATIONS = 10_000;
/** Of all these conversations together; groups of 256 keep fewer of them. */
const REMEMBERED_MEMBERS = 262_144;

/**
 * The newest known revision of conversations in which something was changed lately, so that the next change needs no query.
 *
 * One that is behind loses its revision to the condition of the transaction, and is read again. None is ever ahead, since
 * only stored revisions become heads: so revisions stay without a gap. And none is half to be seen: who takes the next
 * revision has seen all that the one before has changed, so at most the newest is ever incomplete to a reader.
 */
@Injectable()
export class RevisionHeads {
  private readonly heads = new LRUCache<string, RevisionHead>({
    max: REMEMBERED_CONVERSATIONS,
    maxSize: REMEMBERED_MEMBERS,
    sizeCalculation: ({ memberUuids }) => Math.max(memberUuids.length, 1),
  });
  private readonly readings = new SharedWork<ToldRevisionHead | undefined>();
  private readonly confirmations = new SharedWork<RevisionHead>();

  constructor(
    @Inject(RevisionsStore) private readonly store: Pick<RevisionsStore, 'head' | 'isSeen'>,
    @Inject(Standings) private readonly standings: Pick<Standings, 'of' | 'membersOf'>,
  ) {}

  get(groupUuid: string): RevisionHead | undefined {
    return this.heads.get(groupUuid);
  }

  /** As the table has it; undefined when there is no such conversation. It is not remembered before it is confirmed. */
  read(groupUuid: string): Promise<ReadHead | undefined> {
    return whileContended(async () => {
      const told = await this.told(groupUuid);
      const memberUuids = told && (await this.standings.membersOf(groupUuid, told.told));
      return told && (memberUuids ? named(told, memberUuids) : 'contended');
    });
  }

  /** The same, and what somebody is to it. Strangers to it cost the same requests as one that does not exist. */
  readFor(groupUuid: string, userUuid: string): Promise<FoundHead<ReadHead>> {
    return whileContended(async () => {
      const told = await this.told(groupUuid);
      const found = await this.standings.of(groupUuid, userUuid, told?.told);
      if (found === 'contended') return found;
      const { standing, memberUuids } = found;
      return { standing, ...(told && memberUuids && { head: named(told, memberUuids) }) };
    });
  }

  /** Waits until all that its revision has changed is to be seen, and remembers it. */
  confirm(read: ReadHead): Promise<RevisionHead> {
    const { groupUuid, revision, memberUuids, membersAt } = read;
    return this.confirmations.run(`${groupUuid} ${revision}`, async () => {
      await whileContended(async () => (await this.store.isSeen(read)) || 'contended');
      const head = { groupUuid, revision, memberUuids, membersAt };
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

  private told(groupUuid: string): Promise<ToldRevisionHead | undefined> {
    return this.readings.run(groupUuid, () => this.store.head(groupUuid));
  }
}

const named = ({ groupUuid, revision, told, reach }: ToldRevisionHead, memberUuids: readonly string[]): ReadHead => ({
  groupUuid,
  revision,
  memberUuids,
  membersAt: told.membersAt,
  reach,
});
