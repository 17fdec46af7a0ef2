import fc from 'fast-check';
import { LiveWorld, ModelClient, turn, USERS } from './live-world';

/** One thing that happens; each number is taken by what it is for. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('send' as const), which: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('edit' as const), which: fc.nat(2) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('relay' as const), skew: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), which: fc.nat(2), back: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(60) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('project' as const),
      partition: fc.nat(1),
      count: fc.nat(3),
      commits: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'projectorDies' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'rebuild' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('gatewayDies' as const), which: fc.nat(1) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('read' as const),
      which: fc.nat(1),
      partition: fc.nat(1),
      count: fc.nat(4),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('look' as const), which: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('list' as const), who: fc.nat(1), which: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('connect' as const), who: fc.nat(1), which: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('disconnect' as const), who: fc.nat(1), taken: fc.nat(4) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('take' as const), who: fc.nat(1), taken: fc.nat(6) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), who: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('heartbeat' as const), who: fc.nat(1) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

function perform(world: LiveWorld, clients: ModelClient[], each: Step): void {
  switch (each.kind) {
    case 'send':
    case 'edit':
      return world[each.kind](each.which);
    case 'relay':
      return world.relay(each.skew);
    case 'repeat':
      return world.repeat(each.which, each.back);
    case 'wait':
      return world.wait(each.ms);
    case 'project':
      return world.project(each.partition, each.count, each.commits);
    case 'projectorDies':
    case 'rebuild':
      return world[each.kind]();
    case 'gatewayDies':
      return world.gatewayDies(each.which);
    case 'read':
      return world.gateways[each.which]!.read(each.partition, each.count);
    case 'look':
      return world.gateways[each.which]!.look();
    case 'list':
      return clients[each.who]!.list(world.gateways[each.which]!);
    case 'connect':
      return clients[each.who]!.connect(world.gateways[each.which]!);
    case 'disconnect':
      return clients[each.who]!.disconnect(each.taken);
    case 'take':
      return clients[each.who]!.take(each.taken);
    case 'answer':
      return clients[each.who]!.answer();
    case 'heartbeat':
      return clients[each.who]!.heartbeat();
  }
}

async function claim(ringBytes: number, steps: Step[]): Promise<void> {
  const world = new LiveWorld({ ringBytes });
  const clients = [new ModelClient(world, USERS[0]), new ModelClient(world, USERS[1])];
  for (const client of clients) client.list(world.gateways[0]!);
  for (const each of steps) {
    perform(world, clients, each);
    await turn();
  }
  await world.settle(clients);
  for (const client of clients) {
    for (const { groupUuid, members, numbers: number, revisions } of world.conversations) {
      if (number === 0 || !members.includes(client.userUuid)) continue;
      expect(client.known.get(groupUuid)).toEqual({ number, revision: revisions.length });
    }
  }
}

const isLong = process.env['MODEL'] === 'long';
const seed = Number(process.env['MODEL_SEED'] ?? (isLong ? Date.now() % 2 ** 31 : 1));
const LONGEST_MS = Number(process.env['MODEL_SECONDS'] ?? 60) * 1_000;
const far = { numRuns: 2 ** 31 - 1, interruptAfterTimeLimit: LONGEST_MS };

/** Whatever dies, lags or is told twice: a client that goes on by its cursor has in the end what the table has. */
describe('a client of live updates', () => {
  it.each([
    ['with the last changes kept', 50],
    ['with none kept', 0],
  ])('is told each change once and in order, or how far the conversation is, %s', async (_, ringBytes) => {
    if (isLong) console.info(`MODEL_SEED=${seed}`);
    const plans = fc.array(step, { maxLength: 120, size: 'max' });
    await fc.assert(
      fc.asyncProperty(plans, (steps) => claim(ringBytes, steps)),
      { seed, ...(isLong ? far : { numRuns: 150 }) },
    );
  });
});
