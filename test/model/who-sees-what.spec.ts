import fc from 'fast-check';
import { catchUp, changes, type Changes, type Client, type Copy } from './model-changes';
import { RULES, without, type Rules } from './model-rules';
import { changeMembers } from './model-membership';
import { brokenBy, hold, same } from './model-search';
import { endOf, holds, holdsRevision, isVisible } from './model-spans';
import type { Steps } from './model-steps';
import { Truth } from './model-truth';
import { MEMBERSHIP, PEOPLE, type Plan, plans, World } from './model-world';
import { type Context, newProcess, send } from './model-writers';

interface Reader {
  reader: string;
  /** How many turns pass before each time that it asks while others write. */
  waits: number[];
  limit: number;
}

/** What somebody was told, and how much was written of memberships by then. */
interface Told {
  reader: string;
  written: number;
  told: Changes;
}

function checkReaders(rules: Rules, { plan, readers }: { plan: Plan; readers: Reader[] }): void {
  const world = new World(rules);
  const clients = readers.map(({ reader }) => newClient(reader));
  const all: Told[] = [];
  world.run(
    plan,
    readers.flatMap((reader, index) => [
      follow(world, reader, clients[index]!, rules),
      look(world, reader, all, rules),
    ]),
  );
  const fresh = PEOPLE.map(newClient);
  for (const client of [...clients, ...fresh]) world.finish([upToDate(world, client, rules)]);
  for (const told of all) checkTold(world, told);
  checkChanges(world);
  for (const client of clients) checkClient(world, client, false);
  for (const client of fresh) checkClient(world, client, true);
}

const newClient = (reader: string): Client => ({ reader, number: 0, revision: 0, copies: new Map() });

function* follow({ table }: World, { waits, limit }: Reader, client: Client, rules: Rules): Steps<void> {
  for (const turns of waits) {
    for (let waited = 0; waited < turns; waited += 1) yield;
    yield* catchUp(table, client, limit, rules);
  }
}

/** Reads the newest, as a page does. */
function* look({ table }: World, { reader, waits, limit }: Reader, all: Told[], rules: Rules): Steps<void> {
  for (const turns of waits) {
    for (let waited = 0; waited < turns; waited += 1) yield;
    const afterNumber = Math.max(0, table.newestNumber() - limit);
    const afterRevision = Math.max(0, (table.newestRevision()?.revision ?? 0) - limit);
    const told = yield* changes(table, { reader, afterNumber, afterRevision, limit: 2 * limit }, rules);
    if (told) all.push({ reader, written: table.log.length, told });
  }
}

function* upToDate({ table }: World, client: Client, rules: Rules): Steps<void> {
  const most = 2 * (table.newestNumber() + table.revisions.size) + 1;
  for (let asked = 0; yield* catchUp(table, client, 2, rules); asked += 1) {
    if (asked > most) throw new Error('there is always more');
  }
}

/** Nothing but what lies in spans that had begun by then, and nothing of after their ends. */
function checkTold({ table }: World, { reader, written, told }: Told): void {
  const truth = new Truth(table);
  const spans = truth.begun(reader, written);
  for (const { number, message, reactions, revision } of [...told.entries, ...told.revisions.map((r) => r.message)]) {
    if (!isVisible(spans, number)) throw new Error('an entry is seen that is hidden');
    const end = endOf(spans, number);
    if (message !== '' && truth.revisionOf(number, message) > end) throw new Error('a text is seen that is hidden');
    if (Object.keys(reactions).length > 0 && revision > end) throw new Error('reactions are seen that are hidden');
  }
  for (const { revision, number } of told.revisions) {
    const isHeld = spans.some((span) => holds(span, number) && holdsRevision(span, revision));
    if (!isHeld) throw new Error('a revision is seen that is hidden');
  }
}

/** Nobody edits, or reacts to, what they do not see. */
function checkChanges({ table }: World): void {
  const truth = new Truth(table);
  for (const { number, kind, user, changes: reactions = [] } of table.revisions.values()) {
    if (kind === 'members' || kind === 'deleted') continue;
    for (const each of [user, ...reactions.map((reaction) => reaction.user)]) {
      if (!isVisible(truth.spans(each), number)) throw new Error('what is hidden is changed');
    }
  }
}

/** All that may be seen, and nothing else. Who follows is not told what is deleted after the end; who begins sees it. */
function checkClient({ table }: World, { reader, number, revision, copies }: Client, isFresh: boolean): void {
  const truth = new Truth(table);
  const entries = truth.visible(reader);
  same(
    'the entries of a client',
    [...copies.keys()].sort(byNumber),
    entries.map((entry) => entry.number).sort(byNumber),
  );
  for (const entry of entries) {
    const copy = copies.get(entry.number)!;
    const end = truth.end(reader, entry);
    const isTold = entry.revision <= end;
    if (entry.isDeleted && !isTold && !isFresh) continue;
    same('a copy', [copy.isDeleted, copy.message], [entry.isDeleted, entry.isDeleted ? '' : truth.text(entry, end)]);
    const own = entry.isDeleted ? [] : table.reactor(entry.number, reader).emojis;
    if (isTold) same('a copy', toldOf(copy), [entry.revision, entry.reactions, own]);
  }
  const spans = truth.spans(reader);
  const told = [...table.revisions.values()].filter((each) =>
    spans.some((span) => holds(span, each.number) && holdsRevision(span, each.revision)),
  );
  same('how far a client is', [number, revision], [entries.at(-1)?.number ?? 0, told.at(-1)?.revision ?? 0]);
}

const toldOf = ({ revision, reactions, own }: Copy): unknown[] => [revision, reactions, own];
const byNumber = (one: number, other: number): number => one - other;

const READERS = fc.array(
  fc.record({
    reader: fc.constantFrom(...PEOPLE),
    waits: fc.array(fc.nat(40), { maxLength: 4 }),
    limit: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);
const WRITERS = ['send', 'send', 'edit', 'edit', 'delete', 'react', ...MEMBERSHIP] as const;
const PLANS = fc.record({ plan: plans(WRITERS, { people: PEOPLE }), readers: READERS });

/** A removal of which only entry and conversation are to be seen, while another sends and who was removed looks. */
function checkHalfSeenRemoval(rules: Rules): void {
  const world = new World(rules);
  const { table } = world;
  const context = (): Context => ({ table, process: newProcess(), rules, request: {} });
  const removal = changeMembers(context(), { kind: 'removed', by: 'ann', subject: 'bob', history: 'joined' });
  while (table.log.length === 0) removal.next(CARRIED_OUT);
  for (const _seen of ['the entry', 'the conversation']) table.show(() => 0);
  const sending = send(context(), 'cem', 'after the removal');
  for (let turn = 0; turn < 100; turn += 1) sending.next(CARRIED_OUT);
  const looking = changes(table, { reader: 'bob', afterNumber: 0, afterRevision: 0, limit: 3 }, rules);
  let looked = looking.next(CARRIED_OUT);
  while (!looked.done) looked = looking.next(CARRIED_OUT);
  checkTold(world, { reader: 'bob', written: table.log.length, told: looked.value! });
}

const CARRIED_OUT = { answerLost: false };

describe('members who come and go', () => {
  it('see all that they may and nothing else, at any time and in the end, whatever is written meanwhile', () => {
    hold(PLANS, (plan) => checkReaders(RULES, plan), 400);
  });

  it.each<[string, Rules, string]>([
    ['spans that are read before what they clamp', without('spansAfterwards'), 'hidden'],
    ['what is not clamped', without('clampedBySpans'), 'the entries|hidden'],
    [
      'a revision of which one span holds the entry, and another the rest',
      without('oneSpanHoldsBoth'),
      'a revision|how far',
    ],
    ['a text of after the end', without('asOfTheEnd'), 'a copy|hidden'],
    ['hidden revisions that end an answer', without('passesOverHidden'), 'always more'],
    ['changes of what is not seen', without('changesInOpenSpan'), 'what is hidden is changed'],
  ])('show what is wrong with %s', (_what, rules, fault) => {
    expect(brokenBy(PLANS, (plan) => checkReaders(rules, plan))).toMatch(new RegExp(fault));
  });

  it('are not followed by who has not seen all of their going', () => {
    expect(() => checkHalfSeenRemoval(RULES)).not.toThrow();
    expect(() => checkHalfSeenRemoval(without('followsWholeMembership'))).toThrow('an entry is seen that is hidden');
  });
});
