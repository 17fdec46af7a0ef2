import fc from 'fast-check';
import { type GroupRow, type GroupRows, lastRevision, lastVisible, makeRow, takeEvent } from './model-group-rows';
import { changeMembers } from './model-membership';
import { RULES, without, type Rules } from './model-rules';
import { brokenBy, hold, same } from './model-search';
import type { Steps } from './model-steps';
import { Truth } from './model-truth';
import type { MembershipKind, ModelEvent } from './model-table';
import { MEMBERSHIP, PEOPLE, type Plan, plans, World } from './model-world';
import { type Context, newProcess, send } from './model-writers';

interface Delivery {
  /** How many turns pass before it. */
  waits: number;
  /** Which events, of those that there are. */
  picks: number[];
}

function checkRows(rules: Rules, { plan, deliveries, losses }: Deliveries): void {
  const world = new World(rules);
  const rows: GroupRows = new Map();
  const delivered = new Set<ModelEvent>();
  world.run(plan, [
    ...deliveries.map((delivery) => deliver(world, rows, delivery, delivered, rules)),
    ...losses.map(({ waits, member }) => lose(rows, waits, member)),
  ]);
  const { table } = world;
  const late = table.stream.map((_event, index) => index).filter((index) => !delivered.has(table.stream[index]!));
  world.finish([deliver(world, rows, { waits: 0, picks: late.reverse() }, delivered, rules)]);
  // A row may be lost behind the last event that concerns it; a rebuild makes it.
  world.finish(PEOPLE.filter((person) => rowOf(world, person)).map((person) => makeRow(table, rows, person, rules)));
  for (const person of PEOPLE) same('a row', rows.get(person) ?? null, rowOf(world, person) ?? null);
}

interface Deliveries {
  plan: Plan;
  deliveries: Delivery[];
  losses: { waits: number; member: string }[];
}

function* deliver(
  { table }: World,
  rows: GroupRows,
  { waits, picks }: Delivery,
  delivered: Set<ModelEvent>,
  rules: Rules,
): Steps<void> {
  for (let waited = 0; waited < waits; waited += 1) yield;
  for (const event of picks.map((pick) => table.stream[pick % table.stream.length]!)) {
    yield* takeEvent(table, rows, event, rules);
    delivered.add(event);
  }
}

function* lose(rows: GroupRows, waits: number, member: string): Steps<void> {
  for (let waited = 0; waited < waits; waited += 1) yield;
  rows.delete(member);
}

/** By brute force; none of who never was a member. */
function rowOf({ table }: World, person: string): GroupRow | undefined {
  const spans = new Truth(table).spans(person);
  if (spans.length === 0) return undefined;
  const lastNumber = lastVisible(table, spans, Infinity);
  return {
    lastNumber,
    message: table.stream.find(({ kind, number }) => kind === 'sent' && number === lastNumber)?.message ?? '',
    revision: lastRevision([...table.revisions.values()], spans),
    membersAt: table.entries.get(lastNumber)!.membersAt,
    spans,
    spansAt: table.membership(person).changedAt,
  };
}

const PLANS: fc.Arbitrary<Deliveries> = fc.record({
  plan: plans(['send', 'send', 'react', ...MEMBERSHIP], { most: 8, people: PEOPLE }),
  deliveries: fc.array(fc.record({ waits: fc.nat(60), picks: fc.array(fc.nat(7), { maxLength: 5 }) }), {
    maxLength: 4,
  }),
  losses: fc.array(fc.record({ waits: fc.nat(60), member: fc.constantFrom(...PEOPLE) }), { maxLength: 2 }),
});

/** Far beyond the steps that taking one event has. */
const PLACES = 40;

/** Who takes the first event pauses at each place there is, while bob comes and goes; others take that before, or after. */
function checkPauses(rules: Rules): void {
  for (let place = 0; place < PLACES; place += 1) {
    for (const isTakenMeanwhile of [false, true]) {
      for (const isRemovedBefore of [false, true]) checkPause(rules, { place, isTakenMeanwhile, isRemovedBefore });
    }
  }
}

interface Pause {
  place: number;
  isTakenMeanwhile: boolean;
  isRemovedBefore: boolean;
}

function checkPause(rules: Rules, { place, isTakenMeanwhile, isRemovedBefore }: Pause): void {
  const world = new World(rules);
  const { table } = world;
  const rows: GroupRows = new Map();
  const context = (): Context => ({ table, process: newProcess(), rules, request: {} });
  const finish = (...programs: Steps<unknown>[]): void => {
    for (const program of programs) world.finish([ended(program)]);
  };
  const change = (kind: MembershipKind) =>
    changeMembers(context(), { kind, by: 'ann', subject: 'bob', history: 'joined' });
  if (isRemovedBefore) finish(change('removed'));
  const taking = takeEvent(table, rows, table.stream.at(-1)!, rules);
  for (let step = 0; step < place; step += 1) taking.next(CARRIED_OUT);
  if (isRemovedBefore) finish(change('added'), send(context(), 'cem', 'for bob too'));
  finish(change('removed'), send(context(), 'cem', 'for others'));
  const takings = table.stream.slice(1).map((event) => takeEvent(table, rows, event, rules));
  finish(...(isTakenMeanwhile ? [...takings, taking] : [taking, ...takings]));
  for (const person of ['ann', 'bob', 'cem']) same('a row', rows.get(person), rowOf(world, person));
}

function* ended(program: Steps<unknown>): Steps<void> {
  yield* program;
}

const CARRIED_OUT = { answerLost: false };

describe('rows of a group', () => {
  it('end as the table says, for who stays, goes and comes back, in whatever order and number events come', () => {
    hold(PLANS, (plan) => checkRows(RULES, plan), 500);
  });

  it.each<[string, Rules]>([
    ['who is not told of their going', without('tellsWhoGoes')],
    ['members that an older event puts back', without('latestMembers')],
  ])('show what is wrong with %s', (_what, rules) => {
    expect(brokenBy(PLANS, (plan) => checkRows(rules, plan))).toMatch('a row');
  });

  it('end as the table says wherever who takes an event pauses', () => {
    expect(() => checkPauses(RULES)).not.toThrow();
  });

  it.each<[string, Rules]>([
    ['spans that are written later, and were read before', without('latestSpans')],
    ['a made row that reads the spans first', without('madeAsSpansSay')],
  ])('show what is wrong with %s', (_what, rules) => {
    expect(() => checkPauses(rules)).toThrow('a row');
  });
});
