import { setTimeout as sleep } from 'node:timers/promises';
import { describeWith } from '../../support/describe-with';
import { eventually } from '../../support/eventually';
import { Ledger } from '../../support/ledger';
import { range } from '../../support/range';
import { RestClient } from '../../support/rest-client';
import { startStack, type TestStack } from '../../support/stack';
import { rounds } from '../support/length';
import { OwnService } from '../support/own-service';
import { ServiceProcess } from '../support/service-process';
import { LiveFollower } from './live-follower';

const WRITERS = 4;
/** So often what was sent is changed, too. */
const CHANGE_EVERY = 10;

describeWith(['java', 'mvn'], 'a client of live updates', () => {
  let kafka: OwnService;
  let stack: TestStack;
  let gateways: ServiceProcess[] = [];
  let people: Record<'andrewbrown' | 'bayko' | 'londo', RestClient>;
  let token: string;
  let groups: string[];

  beforeAll(async () => {
    kafka = await OwnService.start('kafka');
    process.env['KAFKA_BROKERS'] = kafka.address;
    stack = await startStack({ environment: { EVENTS_SLACK_SECONDS: '2', RELAY_LEASE_SECONDS: '3' } });
    gateways = await Promise.all([startGateway(), startGateway()]);
    const clientOf = async (handle: string) => new RestClient(stack.gatewayUrl, await stack.token(handle));
    people = {
      andrewbrown: await clientOf('andrewbrown'),
      bayko: await clientOf('bayko'),
      londo: await clientOf('londo'),
    };
    token = await stack.token('bayko');
    const { andrewbrown, londo } = people;
    const pairs = [await andrewbrown.start('bayko', 'Begin'), await londo.start('bayko', 'Begin')];
    const group = await andrewbrown.startGroup({ handles: ['bayko', 'londo'] });
    groups = [...pairs.map(({ body }) => body.message_group_uuid), group.body.uuid];
  });
  afterAll(async () => {
    await Promise.all(Object.values(people).map((client) => client.close()));
    await Promise.all(gateways.map((gateway) => gateway.kill()));
    await stack.stop();
    await kafka.remove();
  });

  /** It need not find Kafka. */
  const spawnGateway = (): Promise<ServiceProcess> =>
    ServiceProcess.spawn({ app: 'gateway', name: 'live-faults-gateway', environment: stack.environment });

  async function startGateway(): Promise<ServiceProcess> {
    const gateway = await spawnGateway();
    await gateway.ready();
    return gateway;
  }

  /** Lists once all is told in the list, and follows from there. */
  async function follower(): Promise<LiveFollower> {
    const urls = () => gateways.filter(({ isRunning }) => isRunning).map(({ url }) => url);
    const made = new LiveFollower({ client: people.bayko, token, urls });
    await eventually(async () => {
      await made.list();
      for (const groupUuid of groups) expect(made.placeIn(groupUuid).number).toBeGreaterThan(0);
    });
    return made;
  }

  /** All write at once, each into a conversation of its own choice, and change some of it. */
  async function write(ledger: Ledger, count: number): Promise<void> {
    const [pair, other, group] = groups as [string, string, string];
    const writers = [
      ['andrewbrown', pair],
      ['londo', other],
      ['andrewbrown', group],
      ['bayko', group],
    ] as const;
    const writeAll = async ([handle, groupUuid]: (typeof writers)[number]): Promise<void> => {
      const client = people[handle];
      for (const index of range(Math.ceil(count / WRITERS))) {
        await ledger.send(client, handle, groupUuid, `message ${index}`);
        if (index % CHANGE_EVERY > 0) continue;
        const { number } = ledger.accepted.findLast((each) => each.sender === handle && each.groupUuid === groupUuid)!;
        expect((await client.edit(groupUuid, number, `changed ${index}`)).status).toBe(200);
      }
    };
    await Promise.all(writers.map(writeAll));
  }

  /** Resolves once the client has all that was accepted; then nothing may be wrong. */
  async function holds(made: LiveFollower, ledger: Ledger): Promise<void> {
    await eventually(async () => {
      for (const groupUuid of groups) {
        const { body } = await people.bayko.group(groupUuid);
        expect(made.placeIn(groupUuid)).toEqual({ number: body.last_number, revision: body.revision });
      }
      expect(ledger.accepted.filter((each) => !made.has(each))).toEqual([]);
    });
    expect(made.wrong).toEqual([]);
    expect(made.told).toBeGreaterThan(0);
    const { opened, told, read } = made;
    console.info(`${ledger.accepted.length} messages: ${opened} streams, ${told} told, ${read} read after a state`);
    await made.stop();
  }

  it('loses and repeats nothing while gateways are killed, and goes on wherever there is one', async () => {
    const ledger = new Ledger();
    const made = await follower();
    made.start();
    const count = rounds(500, 5_000);
    const kills = rounds(2, 20);
    const writing = write(ledger, count);
    for (const round of range(kills)) {
      const due = ((round + 1) * count) / (kills + 1);
      await eventually(() => expect(ledger.accepted.length).toBeGreaterThanOrEqual(due));
      const doomed = gateways.findIndex(({ url }) => url === made.url);
      const opened = made.opened;
      await gateways[doomed]!.kill();
      await eventually(() => expect(made.opened).toBeGreaterThan(opened));
      gateways[doomed] = await startGateway();
    }
    await writing;
    await holds(made, ledger);
    expect(made.opened).toBeGreaterThan(kills);
  });

  it('loses and repeats nothing while the relay is away, though its connection ends meanwhile', async () => {
    const ledger = new Ledger();
    const made = await follower();
    made.start();
    await write(ledger, 20);
    await stack.kill('stream-relay', 'SIGTERM');
    await write(ledger, 40);
    await made.stop();
    await sleep(rounds(1_000, 60_000));
    await write(ledger, 40);
    made.start();
    await sleep(rounds(1_000, 60_000));
    const back = stack.start('stream-relay');
    await write(ledger, 20);
    await back;
    await holds(made, ledger);
  });

  it('loses and repeats nothing while the projector hangs, and then dies, and clients come meanwhile', async () => {
    const ledger = new Ledger();
    const before = await follower();
    before.start();
    process.kill(await stack.pid('group-projector'), 'SIGSTOP');
    await write(ledger, 40);
    const meanwhile = await follower();
    meanwhile.start();
    await sleep(rounds(1_000, 60_000));
    await write(ledger, 40);
    await before.stop();
    before.start();
    await stack.kill('group-projector', 'SIGKILL');
    await write(ledger, 20);
    await meanwhile.stop();
    meanwhile.start();
    await stack.start('group-projector');
    await write(ledger, 20);
    await Promise.all([holds(before, ledger), holds(meanwhile, ledger)]);
  });

  it('loses and repeats nothing while Kafka is away, and gateways start meanwhile', async () => {
    const ledger = new Ledger();
    const made = await follower();
    made.start();
    await write(ledger, 20);
    await kafka.kill();
    await write(ledger, 40);
    const opened = made.opened;
    await Promise.all(gateways.map((gateway) => gateway.kill()));
    gateways = await Promise.all([spawnGateway(), spawnGateway()]);
    await eventually(() => expect(made.opened).toBeGreaterThan(opened));
    await sleep(rounds(1_000, 60_000));
    await kafka.comeBack();
    // Nothing that is sent later helps out.
    await holds(made, ledger);
  });
});
