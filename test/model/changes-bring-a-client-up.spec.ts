import fc from 'fast-check';
import { begin, catchUp, type Client, presentCopies } from './model-changes';
import { RULES, without, type Rules } from './model-rules';
import { brokenBy, hold, same } from './model-search';
import type { Steps } from './model-steps';
import { MEMBERS } from './model-table';
import { type Plan, plans, World, WRITERS } from './model-world';

interface Reader {
  reader: string;
  /** How many turns pass before it begins. */
  waits: number;
  /** How often it asks while others write; then it stops. */
  asks: number;
  limit: number;
}

function checkClients(rules: Rules, { plan, readers }: { plan: Plan; readers: Reader[] }): void {
  const world = new World(rules);
  const clients: Client[] = [];
  world.run(
    plan,
    readers.map((reader) => follow(world, reader, clients, rules)),
  );
  for (const client of clients) {
    world.finish([upToDate(world, client, rules)]);
    same(
      'the copies of a client',
      [...client.copies.values()].sort(byNumber),
      presentCopies(world.table, client.reader),
    );
    same(
      'how far a client is',
      [client.number, client.revision],
      [world.table.newestNumber(), world.table.revisions.size],
    );
  }
}

/** A client that knows something from the beginning on, and asks now and then. */
function* follow(
  { table }: World,
  { reader, waits, asks, limit }: Reader,
  clients: Client[],
  rules: Rules,
): Steps<void> {
  for (let waited = 0; waited < waits; waited += 1) yield;
  const client = yield* begin(table, reader);
  clients.push(client);
  for (let asked = 0; asked < asks; asked += 1) {
    yield* catchUp(table, client, limit, rules);
    same('a client without a hole', client.copies.size, client.number);
  }
}

/** Asks until there is no more; each answer brings something, or something was written meanwhile. */
function* upToDate({ table }: World, client: Client, rules: Rules): Steps<void> {
  const most = 2 * (table.newestNumber() + table.revisions.size) + 1;
  for (let asked = 0; yield* catchUp(table, client, 2, rules); asked += 1) {
    if (asked > most) throw new Error('there is always more');
  }
}

const byNumber = (one: { number: number }, other: { number: number }): number => one.number - other.number;

const PLANS = fc.record({
  plan: plans(WRITERS),
  readers: fc.array(
    fc.record({
      reader: fc.constantFrom(...MEMBERS),
      waits: fc.nat(20),
      asks: fc.nat(4),
      limit: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});

describe('changes', () => {
  it('bring a client from wherever it stopped to the present state, whatever is written meanwhile', () => {
    hold(PLANS, (plan) => checkClients(RULES, plan), 500);
  });

  it.each<[string, Rules]>([
    ['a revision of an entry that the client does not know', without('onlyKnownEntries')],
    ['a stretch with a gap', without('upToTheGap')],
    ['entries that were read before the revisions that carry them', without('carriedAfterwards', 'carriedAsFar')],
    ['entries that do not yet show their revision', without('carriedAsFar')],
    ['a client that keeps the first of two equal copies', without('equalReplaces')],
  ])('show what is wrong with %s', (_what, rules) => {
    expect(brokenBy(PLANS, (plan) => checkClients(rules, plan))).toMatch('a client');
  });
});
