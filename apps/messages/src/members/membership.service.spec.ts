import type { Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { CONVERSATION_SORT_KEY } from '@app/common/table';
import { everyMoment, type Program } from '../../test/every-interleaving';
import { followed } from '../../test/group-items';
import { entriesIn, groupProcess, type GroupState, type ReadsFirst } from '../../test/group-table-in-memory';
import { nextMembership } from './membership';

jest.mock('@app/common/patience', () => ({
  ...jest.requireActual<object>('@app/common/patience'),
  pause: () => Promise.resolve(),
}));

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const person = (handle: string, digit: number): Person => ({
  uuid: `00000000-0000-4000-8000-00000000000${digit}`,
  handle,
  displayName: handle.toUpperCase(),
});
const PEOPLE = ['andrew', 'bayko', 'londo', 'vir'].map(person);
const [ANDREW, BAYKO, LONDO, VIR] = PEOPLE as [Person, Person, Person, Person];

type Process = ReturnType<typeof groupProcess>;

/** Of ANDREW, who owns it, BAYKO and LONDO, behind one message of BAYKO's. */
async function aGroup(work: (process: Process) => Promise<unknown> = () => Promise.resolve()): Promise<GroupState> {
  const state: GroupState = {};
  const process = groupProcess((...possible) => Promise.resolve(possible[0]!(state) as never), PEOPLE);
  const group = { ownerUuid: ANDREW.uuid, name: undefined, history: 'joined' as const, membersAt: 0 };
  const memberUuids = [ANDREW, BAYKO, LONDO].map(({ uuid }) => uuid);
  const first = nextMembership({
    plan: { kind: 'created', subjects: [], memberUuids, ownerUuid: ANDREW.uuid, name: undefined },
    head: { lastNumber: 0, conversation: { groupUuid: GROUP, memberUuids: [], group } },
    ...{ lastRevision: 0, sender: ANDREW, uuid: 'm', createdAt: '2026-01-01T00:00:00.000Z', before: new Map() },
  });
  await process.store.start(first, undefined, undefined);
  await process.writing.send(GROUP, { sender: BAYKO, text: 'first' });
  await work(process);
  return state;
}

/** What becomes of it: done, or the code that refuses it. */
async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

const inProcess =
  (readsFirst: ReadsFirst, ...works: ((process: Process) => Promise<unknown>)[]): Program<GroupState> =>
  async (ask) => {
    const process = groupProcess(ask, PEOPLE, readsFirst);
    const outcomes: string[] = [];
    for (const work of works) outcomes.push(await outcomeOf(work(process)));
    return outcomes;
  };

const send = (sender: Person, text: string) => (process: Process) => process.writing.send(GROUP, { sender, text });
const remove =
  (caller: Person, { handle }: Person) =>
  (process: Process) =>
    process.memberships.remove(GROUP, { caller, handle });
const add =
  (caller: Person, { handle }: Person) =>
  (process: Process) =>
    process.memberships.add(GROUP, { caller, handle });
const react = (who: Person) => (process: Process) => process.changing.addReaction(GROUP, 2, '🎉', who.uuid);

/** At every moment numbers have no gap, every entry is by somebody who was a member then, and the memberships follow from the entries. */
function expectOneOrder(state: GroupState): void {
  const entries = entriesIn(state);
  const memberships = Object.entries(state).filter(([key]) => key.startsWith('&'));
  const changedAt = Object.fromEntries(memberships.map(([key, item]) => [key.slice(1), Number(item.changed_at?.N)]));
  const wanted = Object.entries(followed(entries)).map(([uuid, { changed_at: at }]) => [uuid, at]);
  expect(changedAt).toEqual(Object.fromEntries(wanted));
  const last = entries.findLast(({ kind }) => kind !== undefined)!;
  expect(Number(state[CONVERSATION_SORT_KEY]?.members_at?.N)).toBe(last.number);
  const revisions = Object.keys(state).filter((key) => key.startsWith('!'));
  expect(revisions.sort().map((key) => Number(key.slice(1)))).toEqual(revisions.map((_, index) => index + 1));
  for (const key of revisions) {
    const revision = state[key]!;
    const by = entries[Number(revision.members_at?.N) - 1]!;
    const isMember = Buffer.from(by.members!).toString('hex').includes(revision.user_uuid!.S!.replaceAll('-', ''));
    expect(isMember || revision.kind?.S === 'members').toBe(true);
  }
}

/** @returns how the programs can end. */
async function endings(start: GroupState, programs: Program<GroupState>[]): Promise<Set<string>> {
  const ends = new Set<string>();
  const seen = new Set<string>();
  await everyMoment(start, programs, ({ state, results }) => {
    const name = JSON.stringify(state);
    if (!seen.has(name)) expectOneOrder(state);
    seen.add(name);
    const isEnd = programs.every((_, index) => results[index] !== undefined);
    if (isEnd) ends.add(JSON.stringify([...results, entriesIn(state).map(({ kind = 'message' }) => kind)]));
    return Promise.resolve();
  });
  return ends;
}

const resultsOf = (ends: Set<string>, program: number): Set<string> =>
  new Set([...ends].map((end) => JSON.stringify((JSON.parse(end) as unknown[])[program])));

describe.each<ReadsFirst>(['conversation', 'entries'])(
  'two processes that work on one group, in every interleaving, and read the %s first',
  (first) => {
    it('let who is removed send before it and not behind it, though one of them remembers a member', async () => {
      const ends = await endings(await aGroup(), [
        inProcess(first, send(BAYKO, 'one'), send(BAYKO, 'two')),
        inProcess(first, remove(ANDREW, BAYKO)),
      ]);
      expect(resultsOf(ends, 1)).toEqual(new Set(['["done"]']));
      expect(resultsOf(ends, 0)).toEqual(
        new Set(['["done","done"]', '["done","message_group_left"]', '["message_group_left","message_group_left"]']),
      );
    });

    it('let who is removed react before it and not behind it', async () => {
      const ends = await endings(await aGroup(), [
        inProcess(first, react(LONDO)),
        inProcess(first, remove(ANDREW, LONDO)),
      ]);
      expect(resultsOf(ends, 0)).toEqual(new Set(['["done"]', '["message_group_left"]']));
      expect(resultsOf(ends, 1)).toEqual(new Set(['["done"]']));
    });

    it('remove somebody and bring that one back, in one order or the other', async () => {
      const ends = await endings(await aGroup(), [
        inProcess(first, remove(ANDREW, BAYKO)),
        inProcess(first, add(LONDO, BAYKO)),
      ]);
      const kinds = new Set([...ends].map((end) => (JSON.parse(end) as string[][]).at(-1)!.slice(2).join(' ')));
      expect(kinds).toEqual(new Set(['removed', 'removed added']));
    });

    it('add somebody once', async () => {
      const ends = await endings(await aGroup(), [
        inProcess(first, add(ANDREW, VIR)),
        inProcess(first, add(BAYKO, VIR)),
      ]);
      expect(
        [...ends].map((end) => (JSON.parse(end) as string[][]).at(-1)!.filter((kind) => kind === 'added')),
      ).toEqual([...ends].map(() => ['added']));
    });
  },
);
