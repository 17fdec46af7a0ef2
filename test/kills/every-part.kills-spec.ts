import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../faults/support/random';
import { eventually } from '../support/eventually';
import { expectedRow, Ledger, readAll, rowOf } from '../support/ledger';
import { range } from '../support/range';
import { RestClient } from '../support/rest-client';
import { StartedStack } from '../support/started-stack';
import { messageUuidsOnTopic } from '../support/topic-contents';
import { UNMET_LIMITS } from '../support/unmet-limits';
import { BackwardWatch } from './backward-watch';
import { signalTree } from './process-tree';
import { type Fault, Silences } from './silences';

const SECONDS = Number(process.env['KILLS_SECONDS'] ?? 600);
const HANDLES = ['andrewbrown', 'bayko', 'londo', 'altbrown'] as const;
const WRITERS = 6;
const PAUSE_BETWEEN_SENDS_MS = 100;
/** Far more than any part needs on an idle machine. */
const BACK_WITHIN_MS = 180_000;
const APPS = ['gateway', 'messages', 'users', 'stream-relay', 'group-projector'];
/** DynamoDB Local is only frozen: DynamoDB loses nothing that it has accepted, and its stand-in promises no such thing. */
const FAULTS: [part: string, fault: Fault][] = [
  ...[...APPS, 'kafka', 'postgres'].flatMap((part): [string, Fault][] => [
    [part, 'killed'],
    [part, 'killed'],
    [part, 'frozen'],
  ]),
  ['dynamodb-local', 'frozen'],
];

describe('a stack whose every part is killed and frozen at random', () => {
  const random = new Random();
  const ledger = new Ledger();
  const silences = new Silences();
  let stack: StartedStack;
  let clients: Record<string, RestClient>;
  let watches: BackwardWatch[];
  let conversations: { groupUuid: string; members: [string, string] }[];

  beforeAll(async () => {
    stack = await StartedStack.planAlone(UNMET_LIMITS);
    stack.start();
    await stack.says('Ctrl-C stops the stack');
    const gatewayUrl = `http://127.0.0.1:${stack.environment['GATEWAY_PORT']}`;
    clients = {};
    for (const handle of HANDLES) {
      const { stdout } = await stack.cruddur('cognito', 'token', handle);
      clients[handle] = new RestClient(gatewayUrl, stdout.trim());
    }
    conversations = [];
    for (const [i, one] of HANDLES.entries()) {
      for (const other of HANDLES.slice(i + 1)) {
        const { body } = await clients[one]!.start(other, 'hello');
        conversations.push({ groupUuid: body.message_group_uuid, members: [one, other] });
      }
    }
    watches = HANDLES.map((handle) => new BackwardWatch(handle, clients[handle]!, ledger));
  });
  afterAll(async () => {
    await Promise.all(Object.values(clients).map((client) => client.close()));
    await stack.forget();
  });

  async function write(writer: number, deadline: number): Promise<void> {
    for (let i = writer; performance.now() < deadline; i += WRITERS) {
      const { groupUuid, members } = conversations[i % conversations.length]!;
      const sender = members[Math.floor(i / conversations.length) % 2]!;
      await ledger.send(clients[sender]!, sender, groupUuid, `kills ${i}`, BACK_WITHIN_MS);
      silences.sent();
      await sleep(PAUSE_BETWEEN_SENDS_MS);
    }
  }

  /** Resolves with its process when the part works, and is not that which was killed. */
  const working = (part: string, killed?: number): Promise<number> =>
    eventually(async () => {
      const { health, pid } = await stack.statusOf(part);
      if (health !== 'ok' || pid === null || pid === killed) throw new Error(`${part}: ${health}`);
      return pid;
    }, BACK_WITHIN_MS);

  async function strike(part: string, fault: Fault): Promise<void> {
    const pid = await working(part);
    const at = performance.now();
    await signalTree(pid, fault === 'killed' ? 'SIGKILL' : 'SIGSTOP');
    if (fault === 'frozen') {
      await sleep(1_000 + random.below(9_000));
      await signalTree(pid, 'SIGCONT');
    }
    await working(part, fault === 'killed' ? pid : undefined);
    await sleep(500 + random.below(2_000));
    silences.happened({ part, fault, at, over: performance.now() });
  }

  /** Each part in a random order, before any comes again. */
  async function strikeUntil(deadline: number): Promise<void> {
    for (let left = [...FAULTS]; performance.now() < deadline;) {
      if (left.length === 0) left = [...FAULTS];
      const [[part, fault]] = left.splice(random.below(left.length), 1) as [[string, Fault]];
      await strike(part, fault);
    }
  }

  async function expectAllRight(): Promise<void> {
    const KAFKA_BROKERS = `127.0.0.1:${stack.environment['KAFKA_PORT']}`;
    await eventually(async () => {
      const uuids = await messageUuidsOnTopic({ KAFKA_BROKERS });
      expect(ledger.accepted.filter(({ uuid }) => !uuids.has(uuid))).toEqual([]);
    }, 120_000);
    for (const { groupUuid, members } of conversations) {
      const messages = await readAll(clients[members[0]]!, groupUuid);
      expect(messages.map(({ number }) => number)).toEqual(range(messages.length).map((i) => i + 1));
      const stored = messages.filter(({ message }) => message.startsWith('kills '));
      const accepted = ledger.of(groupUuid).sort((a, b) => a.number - b.number);
      expect(stored.map(({ uuid, number, message }) => ({ uuid, number, text: message }))).toEqual(
        accepted.map(({ uuid, number, text }) => ({ uuid, number, text })),
      );
      for (const member of members) {
        const marked = watches.find((_, i) => HANDLES[i] === member)!.marked(groupUuid);
        await eventually(async () =>
          expect(rowOf((await clients[member]!.groups()).body, groupUuid)).toEqual(
            expectedRow(groupUuid, messages, member, marked),
          ),
        );
      }
    }
  }

  it(
    'loses nothing that was accepted, shows nothing that goes back, and goes on by itself',
    async () => {
      console.info(`FAULTS_SEED=${random.seed} KILLS_SECONDS=${SECONDS}`);
      const deadline = performance.now() + SECONDS * 1_000;
      for (const watch of watches) watch.start();
      await Promise.all([strikeUntil(deadline), ...range(WRITERS).map((writer) => write(writer, deadline))]);
      await stack.healthy();
      await Promise.all(watches.map((watch) => watch.stop()));
      console.table(silences.table());
      const reads = watches.reduce((sum, watch) => sum + watch.reads, 0);
      console.info(`${ledger.accepted.length} sends accepted, ${ledger.refusals} tries refused, ${reads} lists read`);

      expect(watches.flatMap(({ wrong }) => wrong)).toEqual([]);
      await expectAllRight();
    },
    (SECONDS + 900) * 1_000,
  );
});
