import type { Entry } from '@app/common/table';
import { nextRevision } from '../../changing/next-revision';
import type { NextRevision, RevisionHead } from '../../conversations/revisions/revision';
import type { RevisionHeads } from '../../conversations/revisions/revision-heads';
import type { RevisionsStore } from '../../conversations/revisions/revisions.store';
import { whileContended } from '../../conversations/requests/while-contended';

type Plan = (
  entry: Entry,
) => Promise<(Partial<Pick<NextRevision, 'reactors'>> & Pick<NextRevision, 'change'>) | undefined>;

/**
 * Takes back what a person has said, each as the next revision of its conversation: so clients that have it, and the lists of
 * others, learn that it is gone. Whether the person still is a member does not matter, nor what time has passed.
 */
export class OwnChanges {
  constructor(
    private readonly revisions: RevisionsStore,
    private readonly heads: RevisionHeads,
    private readonly userUuid: string,
  ) {}

  /** @returns whether there was something to delete. */
  deleteMessage(groupUuid: string, number: number): Promise<boolean> {
    return this.change(groupUuid, number, ({ message }) =>
      Promise.resolve(message.deletedAt === undefined ? { change: { kind: 'deleted' } } : undefined),
    );
  }

  /** @returns whether there were any. Those to a deleted message are no change of it. */
  takeReactionsBack(groupUuid: string, number: number): Promise<boolean> {
    return this.change(groupUuid, number, async ({ message }) => {
      const [before] = await this.revisions.reactors(groupUuid, number, [this.userUuid]);
      if (!before || before.emojis.length === 0 || message.deletedAt !== undefined) return undefined;
      const changes = before.emojis.map((emoji) => ({ userUuid: this.userUuid, emoji, added: false }));
      const reactions = without(message.reactions ?? {}, before.emojis);
      return { change: { kind: 'reacted', reactions, changes }, reactors: [{ before, emojis: [] }] };
    });
  }

  private change(groupUuid: string, number: number, plan: Plan): Promise<boolean> {
    return whileContended(async () => {
      const head = await this.head(groupUuid);
      const before = await this.revisions.entry(groupUuid, number);
      const planned = head && before && (await plan(before));
      if (!planned) return false;
      const next = nextRevision({ head, before, userUuid: this.userUuid, now: new Date(), ...planned });
      return (await this.take(head, next)) || 'contended';
    });
  }

  private async take(head: RevisionHead, next: NextRevision): Promise<boolean> {
    const isTaken = (await this.revisions.takeRevision(next)) === 'taken';
    if (isTaken) this.heads.remember({ ...head, revision: next.revision });
    else this.heads.forget(head.groupUuid);
    return isTaken;
  }

  private async head(groupUuid: string): Promise<RevisionHead | undefined> {
    const known = this.heads.get(groupUuid);
    if (known) return known;
    const read = await this.heads.read(groupUuid);
    return read && this.heads.confirm(read);
  }
}

/** Each of these emojis once less. */
function without(counts: Record<string, number>, emojis: string[]): Record<string, number> {
  const left = Object.entries(counts).map(([emoji, count]): [string, number] => [
    emoji,
    count - (emojis.includes(emoji) ? 1 : 0),
  ]);
  return Object.fromEntries(left.filter(([, count]) => count > 0));
}
