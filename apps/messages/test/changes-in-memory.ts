import type { Entry, Reactor } from '@app/common/table';
import type { ChangingStore } from '../src/changing/changeable-messages';
import type { NextRevision, TakingOutcome, ToldRevisionHead } from '../src/conversations/revisions/revision';
import type { RevisionsStore } from '../src/conversations/revisions/revisions.store';
import type { Ask, Step } from './every-interleaving';

/** A revision as the table keeps it. */
export interface StoredRevision {
  revision: number;
  number: number;
  kind: string;
  /** Of an edit: before and after. */
  texts?: [string, string];
}

/** The changes of one conversation in plain JSON. */
export interface ChangesState {
  memberUuids: string[];
  /** By number, from 1 on. */
  entries: Entry[];
  revisions: StoredRevision[];
  /** By the number of the entry and the user. */
  reactors: Record<string, Reactor>;
  /** How often DynamoDB may still refuse a transaction, and do nothing, because another is under way. */
  conflicts: number;
  /** How often the answer to a transaction may still be lost on its way, after it was carried out or before. */
  lostAnswers: number;
}

/** The store of a table with one conversation; each request is a step, and a read of two items is no snapshot. */
export class ChangesInMemory implements ChangingStore, Pick<RevisionsStore, 'head' | 'isSeen'> {
  constructor(private readonly ask: Ask<ChangesState>) {}

  head(groupUuid: string): Promise<ToldRevisionHead | undefined> {
    return this.ask(({ memberUuids, revisions }) => ({ groupUuid, revision: revisions.length, told: { memberUuids } }));
  }

  /** A transaction is to be seen at once, and whole. */
  isSeen(): Promise<boolean> {
    return Promise.resolve(true);
  }

  entry(_groupUuid: string, number: number): Promise<Entry | undefined> {
    return this.ask(({ entries }) => structuredClone(entries[number - 1]));
  }

  reactors(_groupUuid: string, number: number, userUuids: string[]): Promise<Reactor[]> {
    return this.ask(({ reactors }) =>
      userUuids.map((userUuid) => reactors[nameOf(number, userUuid)] ?? { userUuid, emojis: [], revision: 0 }),
    );
  }

  async takeRevision(next: NextRevision): Promise<TakingOutcome> {
    const contended: Step<ChangesState> = (state) => {
      if (state.conflicts === 0) return take(state, next);
      state.conflicts -= 1;
      return 'contended';
    };
    const lost =
      (isCarriedOut: boolean): Step<ChangesState> =>
      (state) => {
        if (state.lostAnswers === 0) return take(state, next);
        state.lostAnswers -= 1;
        if (isCarriedOut) take(state, next);
        return 'lost';
      };
    const outcome = await this.ask<TakingOutcome | 'lost'>(
      (state) => take(state, next),
      contended,
      lost(true),
      lost(false),
    );
    if (outcome === 'lost') throw new Error('no answer');
    return outcome;
  }
}

const nameOf = (number: number, userUuid: string): string => `${number} ${userUuid}`;

function take(state: ChangesState, next: NextRevision): TakingOutcome {
  const { number, revision: seen } = next.before.message;
  if (state.revisions.length >= next.revision) return 'revision_taken';
  if (state.revisions.length < next.revision - 1) throw new Error('a gap');
  if (state.entries[number - 1]?.message.revision !== seen) return 'entry_changed';
  for (const { before } of next.reactors) {
    if ((state.reactors[nameOf(number, before.userUuid)]?.revision ?? 0) !== before.revision) return 'entry_changed';
  }
  state.entries[number - 1] = structuredClone(next.after);
  for (const { before, emojis } of next.reactors) {
    const { userUuid } = before;
    state.reactors[nameOf(number, userUuid)] = { userUuid, emojis, revision: next.revision };
  }
  if (next.change.kind === 'deleted') emptyEdits(state, next.before);
  const texts = next.change.kind === 'edited' && {
    texts: [next.change.textBefore, next.change.text] as [string, string],
  };
  state.revisions.push({ revision: next.revision, number, kind: next.change.kind, ...texts });
  return 'taken';
}

function emptyEdits({ revisions }: ChangesState, { editRevisions }: Entry): void {
  for (const edited of editRevisions) revisions[edited - 1]!.texts = ['', ''];
}
