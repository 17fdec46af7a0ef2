import { RULES, without, type Rules } from './model-rules';
import { brokenBy, hold, same } from './model-search';
import type { Steps } from './model-steps';
import { MEMBERS } from './model-table';
import { type Counted, unread, type UnreadLimits, unreadOf } from './model-unread';
import { type Plan, plans, ROWS, World } from './model-world';

const NO_LIMITS: UnreadLimits = { read: Infinity, told: Infinity };

function checkUnread(rules: Rules, plan: Plan, limits = NO_LIMITS): void {
  const world = new World(rules);
  const counted: Counted = new Map();
  const asks = MEMBERS.flatMap((member) => [1, 2].map(() => ask(world, member, counted, rules)));
  world.run(plan, asks);
  const last = MEMBERS.map((member) => ask(world, member, counted, rules, limits));
  world.finish(last);
}

/** Counts, and so remembers; with `limits` it is held against the truth, which it is at rest. */
function* ask(world: World, member: string, counted: Counted, rules: Rules, limits?: UnreadLimits): Steps<void> {
  yield;
  const row = world.rows.rows.get(member);
  if (!row) return;
  const told = yield* unread({ table: world.table, counted, rules }, member, row, limits ?? NO_LIMITS);
  if (!limits) return;
  const truth = unreadOf(world.table, member, row);
  const isTooFar = Math.min(row.uncountedNumber, row.lastNumber) - row.lastReadNumber > limits.read;
  if (told < limits.told || !isTooFar) same('unread', told, Math.min(truth, limits.told));
}

const PLANS = plans([...ROWS, 'lose']);
/** What concerns the marker, and little else: so that what is rare is found soon. */
const OF_MARKERS = plans(['send', 'send', 'delete', 'delete', 'project', 'project', 'read', 'read', 'force']);

describe('unread', () => {
  it('is what counting the entries gives, whatever was deleted, forced, lost or remembered', () => {
    hold(PLANS, (plan) => checkUnread(RULES, plan), 500);
    hold(OF_MARKERS, (plan) => checkUnread(RULES, plan), 500);
  });

  it('is exact up to its limit, but where too many entries would have to be read', () => {
    hold(PLANS, (plan) => checkUnread(RULES, plan, { read: 4, told: 3 }), 500);
  });

  it.each<[string, Rules, typeof PLANS]>([
    ['a deletion that is not noted', without('uncountedNumber'), OF_MARKERS],
    ['a marker that is forced on a remembered number', without('forceReadsHead'), OF_MARKERS],
    ['a marker that is forced onto a row that has changed', without('forceCondition'), OF_MARKERS],
    ['a made row that counts from the marker', without('madeUncounted'), PLANS],
    ['a count that is remembered beyond a revision', without('countedAtRevision'), OF_MARKERS],
  ])('shows what is wrong with %s', (_what, rules, plans) => {
    expect(brokenBy(plans, (plan) => checkUnread(rules, plan))).toMatch('unread');
  });
});
