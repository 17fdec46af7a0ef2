import { RULES, without, type Rules } from './model-rules';
import { fold, isNothing, remainderOf, type Row, textRevisionOf, truthOf } from './model-rows';
import { brokenBy, hold, same } from './model-search';
import { MEMBERS } from './model-table';
import { type Plan, plans, ROWS, World } from './model-world';

function checkRows(rules: Rules, plan: Plan): void {
  const world = new World(rules).run(plan);
  for (const member of MEMBERS) same('a row', normal(world.rows.rows.get(member)!), rowOf(world, member));
  checkRest(world, rules);
}

/** Of a row that was lost, what its member did with it is lost too; all else comes back. */
function checkLostRows(rules: Rules, plan: Plan): void {
  const world = new World(rules).run(plan);
  world.rebuild();
  for (const member of MEMBERS) {
    same('a made row', conversationOf(normal(world.rows.rows.get(member)!)), conversationOf(rowOf(world, member)));
  }
  checkRest(world, rules);
}

/** A replay from the beginning, the events of all time together, and a rebuild find nothing to do. */
function checkRest(world: World, rules: Rules): void {
  const before = new Map(world.rows.rows);
  world.replay();
  world.rebuild();
  for (const member of MEMBERS) {
    const row = world.rows.rows.get(member)!;
    same('a row after a replay and a rebuild', row, before.get(member));
    for (const move of [fold(world.table.stream, member), truthOf(world.table, member)]) {
      if (!isNothing(remainderOf(move, row, rules))) throw new Error('a row is behind');
    }
  }
}

/** What a row says of the conversation, not of the member. */
const conversationOf = ({ lastNumber, revision, message, previewNumber, previewRevision }: Row) => ({
  lastNumber,
  revision,
  message,
  previewNumber,
  previewRevision,
});

/** A tag of another entry, and numbers that are below the marker, say nothing. */
function normal(row: Row): Row {
  const isTagged = row.previewNumber >= row.lastNumber;
  return {
    ...row,
    previewNumber: isTagged ? row.previewNumber : 0,
    previewRevision: isTagged ? row.previewRevision : 0,
    uncountedNumber: row.uncountedNumber > row.lastReadNumber ? row.uncountedNumber : 0,
    seenNumber: row.seenNumber > row.lastReadNumber ? row.seenNumber : 0,
  };
}

/** By brute force: from the table, and from what the member did with the row. */
function rowOf({ table, rows, marks }: World, member: string): Row {
  const entries = [...table.entries.values()];
  const newest = entries.at(-1)!;
  const tag = textRevisionOf(newest);
  const { forcedNumber } = rows.rows.get(member)!;
  const all = marks.get(member)!;
  const sinceForced = all.slice(
    Math.max(
      0,
      all.findLastIndex(({ kind }) => kind === 'force'),
    ),
  );
  const own = entries.filter(({ sender }) => sender === member).map(({ number }) => number);
  const others = entries.filter(({ sender, isDeleted }) => sender !== member && isDeleted).map(({ number }) => number);
  const lastReadNumber = Math.max(
    0,
    ...sinceForced.map(({ number }) => number),
    ...own.filter((number) => number > forcedNumber),
  );
  return normal({
    lastNumber: newest.number,
    revision: table.revisions.size,
    message: newest.message,
    previewNumber: tag > 0 ? newest.number : 0,
    previewRevision: tag,
    lastReadNumber,
    uncountedNumber: Math.max(forcedNumber, ...others),
    forcedNumber,
    seenNumber: Math.max(...all.map(({ number }) => number), ...own, 0),
  });
}

const PLANS = plans(ROWS);
const WITH_LOSSES = plans([...ROWS, 'lose']);

describe('rows', () => {
  it('end as the table says, in whatever order, batches and number events come', () => {
    hold(PLANS, (plan) => checkRows(RULES, plan), 500);
  });

  it('that were lost are made anew, and end as the table says', () => {
    hold(WITH_LOSSES, (plan) => checkLostRows(RULES, plan), 500);
  });

  it.each<[string, Rules, string]>([
    ['a preview without a tag', without('previewTag'), 'a row'],
    ['a marker that replays move beyond forced_number', without('forcedNumber'), 'a row'],
    ['a deletion that is not noted', without('uncountedNumber'), 'a row'],
    ['a marker that is forced on a remembered number', without('forceReadsHead'), 'a row'],
    ['a marker that is forced onto a row that has changed', without('forceCondition'), 'a row'],
    ['a message of one’s own that is not seen after forcing', without('ownIsSeen'), 'a row'],
  ])('show what is wrong with %s', (_what, rules, fault) => {
    expect(brokenBy(PLANS, (plan) => checkRows(rules, plan))).toMatch(new RegExp(fault));
  });

  it('show what is wrong with a made row whose tag is its entry’s last revision', () => {
    expect(brokenBy(WITH_LOSSES, (plan) => checkLostRows(without('madeTagByText'), plan))).toMatch('a made row');
  });
});
