import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestIssuer } from '../../../apps/gateway/test/support/issuer';
import { describeWith } from '../../support/describe-with';
import { eventually } from '../../support/eventually';
import { Ledger } from '../../support/ledger';
import { range } from '../../support/range';
import { rounds } from '../support/length';
import { ServiceProcess } from '../support/service-process';
import { LiveGround } from './live-ground';

const DAY_MS = 24 * 3_600_000;
const SHIFTED_CLOCK = ['--require', join(__dirname, '../support/shifted-clock.cjs')];
const ahead = { flags: SHIFTED_CLOCK, environment: { CLOCK_SHIFT_MS: '30000' } };
const back = { flags: SHIFTED_CLOCK, environment: { CLOCK_SHIFT_MS: '-30000' } };

describeWith(['java', 'mvn'], 'a client of live updates', () => {
  let ground: LiveGround;

  beforeAll(async () => {
    ground = await LiveGround.start();
  });
  afterAll(() => ground.stop());

  it('loses and repeats nothing while gateways are killed, and goes on wherever there is one', async () => {
    const { gateways } = ground;
    const ledger = new Ledger();
    const made = await ground.follower();
    made.start();
    const count = rounds(500, 5_000);
    const kills = rounds(2, 20);
    const writing = ground.write(ledger, count);
    for (const round of range(kills)) {
      const due = ((round + 1) * count) / (kills + 1);
      await eventually(() => expect(ledger.accepted.length).toBeGreaterThanOrEqual(due));
      const doomed = gateways.findIndex(({ url }) => url === made.url);
      const opened = made.opened;
      await gateways[doomed]!.kill();
      await eventually(() => expect(made.opened).toBeGreaterThan(opened));
      gateways[doomed] = await ground.startGateway();
    }
    await writing;
    await ground.holds(made, ledger);
    expect(made.opened).toBeGreaterThan(kills);
  });

  it('loses and repeats nothing while the relay is away, though its connection ends meanwhile', async () => {
    const ledger = new Ledger();
    const made = await ground.follower();
    made.start();
    await ground.write(ledger, 20);
    await ground.stack.kill('stream-relay', 'SIGTERM');
    await ground.write(ledger, 40);
    await made.stop();
    await sleep(rounds(1_000, 60_000));
    await ground.write(ledger, 40);
    made.start();
    await sleep(rounds(1_000, 60_000));
    const back = ground.stack.start('stream-relay');
    await ground.write(ledger, 20);
    await back;
    await ground.holds(made, ledger);
  });

  it('loses and repeats nothing while the projector hangs, and then dies, and clients come meanwhile', async () => {
    const ledger = new Ledger();
    const before = await ground.follower();
    before.start();
    process.kill(await ground.stack.pid('group-projector'), 'SIGSTOP');
    await ground.write(ledger, 40);
    const meanwhile = await ground.follower();
    meanwhile.start();
    await sleep(rounds(1_000, 60_000));
    await ground.write(ledger, 40);
    await before.stop();
    before.start();
    await ground.stack.kill('group-projector', 'SIGKILL');
    await ground.write(ledger, 20);
    await meanwhile.stop();
    meanwhile.start();
    await ground.stack.start('group-projector');
    await ground.write(ledger, 20);
    await Promise.all([ground.holds(before, ledger), ground.holds(meanwhile, ledger)]);
  });

  it('loses and repeats nothing while Kafka is away, and gateways start meanwhile', async () => {
    const ledger = new Ledger();
    const made = await ground.follower();
    made.start();
    await ground.write(ledger, 20);
    await ground.kafka.kill();
    await ground.write(ledger, 40);
    const opened = made.opened;
    await ground.killGateways();
    ground.gateways = await Promise.all([ground.spawnGateway(), ground.spawnGateway()]);
    await eventually(() => expect(made.opened).toBeGreaterThan(opened));
    await sleep(rounds(1_000, 60_000));
    await ground.kafka.comeBack();
    // Nothing that is sent later helps out.
    await ground.holds(made, ledger);
  });

  it('loses and repeats nothing when the topic is made anew, whether it is there or comes back from before', async () => {
    const ledger = new Ledger();
    const [there, lately, weeksAgo] = [await ground.follower(), await ground.follower(), await ground.follower()];
    const all = [there, lately, weeksAgo];
    for (const made of all) made.start();
    await ground.write(ledger, 20);
    for (const made of all) await ground.isUpToNow(made, ledger);
    await Promise.all([lately.stop(), weeksAgo.stop()]);
    await ground.age(weeksAgo, 30 * DAY_MS);
    await ground.write(ledger, 20);
    // What the projector has not read goes with the topic.
    await ground.isUpToNow(there, ledger);
    await ground.deleteTopic();
    const writing = ground.write(ledger, 20);
    await ground.createTopic(1);
    await writing;
    for (const made of [lately, weeksAgo]) made.start();
    await Promise.all(all.map((made) => ground.holds(made, ledger)));
    // A cursor that the table alone can tell from is brought up to now, too.
    await ground.age(weeksAgo, 30 * DAY_MS);
    weeksAgo.start();
    await eventually(() => expect(weeksAgo.isBehind).toBe(false));
  });

  it('loses and repeats nothing when the topic is made anew and grows beyond the former while gateways hang', async () => {
    const ledger = new Ledger();
    const made = await ground.follower();
    made.start();
    await eventually(() => expect(made.isBehind).toBe(false));
    for (const gateway of ground.gateways) gateway.signal('SIGSTOP');
    const [pair, other, group] = ground.groups;
    // Of these only the table knows, and nothing behind them shows that they are missing.
    await ground.writeOne(ledger, { handle: 'londo', groupUuid: other }, 5);
    await ground.isProjected(ledger);
    const [before] = await ground.ends();
    await ground.deleteTopic();
    await ground.createTopic(1);
    await ground.writeOne(ledger, { handle: 'andrewbrown', groupUuid: pair }, 1);
    const others = { handle: 'andrewbrown', groupUuid: group } as const;
    while ((await ground.ends())[0]! <= before!) await ground.writeOne(ledger, others, 20);
    for (const gateway of ground.gateways) gateway.signal('SIGCONT');
    await ground.holds(made, ledger);
  });

  it('loses and repeats nothing while partitions are added', async () => {
    const ledger = new Ledger();
    const [there, gone] = [await ground.follower(), await ground.follower()];
    for (const made of [there, gone]) made.start();
    await ground.write(ledger, 20);
    await gone.stop();
    const before = (await ground.ends()).length;
    // What is on the new ones before a gateway knows of them is told all the same, and nothing that is sent later helps out.
    for (const gateway of ground.gateways) gateway.signal('SIGSTOP');
    await ground.addPartitions();
    // One that is new knows at once of partitions that are.
    await ground.stack.restart('stream-relay');
    await ground.write(ledger, 40);
    await eventually(async () => expect(Math.max(...(await ground.ends()).slice(before))).toBeGreaterThan(0));
    for (const gateway of ground.gateways) gateway.signal('SIGCONT');
    gone.start();
    await Promise.all([ground.holds(there, ledger), ground.holds(gone, ledger)]);
  });

  it('loses and repeats nothing where the clocks of gateways and projector are a minute apart', async () => {
    const { stack } = ground;
    await stack.kill('group-projector', 'SIGTERM');
    const app = { app: 'group-projector', name: 'live-faults-projector' } as const;
    const environment = { ...stack.environment, ...back.environment };
    const projector = await ServiceProcess.spawn({ ...app, environment, flags: back.flags });
    await ground.startGateways(ahead, back);
    const ledger = new Ledger();
    const made = await ground.follower();
    made.start();
    for (const each of [...ground.gateways]) {
      await ground.write(ledger, 40);
      await made.stop();
      await ground.write(ledger, 20);
      ground.gateways.reverse();
      made.start();
      await eventually(() => expect(made.url).not.toBe(each.url));
    }
    await ground.write(ledger, 20);
    await ground.holds(made, ledger);
    await projector.stop();
    await stack.start('group-projector');
  });

  it('is told nothing of a group behind the removal of its person, wherever it goes on from', async () => {
    const { andrewbrown } = ground.people;
    const { uuid: groupUuid } = (await andrewbrown.startGroup({ handles: ['bayko', 'londo'] })).body;
    const [writer, londo] = [
      { handle: 'andrewbrown', groupUuid } as const,
      { handle: 'londo', groups: [groupUuid] } as const,
    ];
    const ledger = new Ledger();
    const [there, gone] = [await ground.follower(londo), await ground.follower(londo)];
    there.start();
    await ground.writeOne(ledger, writer, 20);
    expect((await andrewbrown.remove(groupUuid, 'londo')).status).toBe(200);
    const removal = ledger.accepted.at(-1)!.number + 1;
    const kept = [...ledger.accepted];
    await ground.writeOne(ledger, writer, 20);
    gone.start();
    const isRight = async (made: typeof there): Promise<void> => {
      await eventually(() => expect(made.lastOf(groupUuid)).toBe(removal));
      expect(kept.filter((each) => !made.has(each))).toEqual([]);
    };
    for (const made of [there, gone]) await isRight(made);
    await Promise.all([there.stop(), gone.stop()]);
    ground.gateways.reverse();
    for (const made of [there, gone]) made.start();
    await ground.writeOne(ledger, writer, 5);
    const witness = await ground.follower({ groups: [groupUuid] });
    witness.start();
    await ground.writeOne(ledger, writer, 1);
    await eventually(() => expect(witness.has(ledger.accepted.at(-1)!)).toBe(true));
    await eventually(() => expect([there.isBehind, gone.isBehind]).toEqual([false, false]));
    for (const made of [there, gone]) {
      await isRight(made);
      expect(made.wrong).toEqual([]);
    }
  });

  it('goes on with a new token where one expires', async () => {
    const issuer = await new TestIssuer().start();
    const { payload } = decomposeUnverifiedJwt(await ground.stack.token('bayko'));
    await ground.startGateways({
      environment: {
        AUTH_ISSUER: issuer.url,
        AUTH_JWKS_URI: `${issuer.url}/keys`,
        AUTH_CLIENT_IDS: issuer.clientId,
      },
    });
    const soon = (): number => Math.floor(Date.now() / 1_000) + 3;
    const ledger = new Ledger();
    const made = await ground.follower({
      token: () => Promise.resolve(issuer.token(String(payload.sub), { exp: soon() })),
    });
    made.start();
    while (made.ends.length < 2) await ground.write(ledger, 4);
    await ground.holds(made, ledger);
    expect(new Set(made.ends)).toEqual(new Set(['token']));
    await issuer.stop();
  });

  it('loses and repeats nothing when all gateways are killed at once, and keep no changes', async () => {
    const withoutRing = { environment: { EVENTS_RING_MB: '0' } };
    await ground.startGateways(withoutRing);
    const ledger = new Ledger();
    const made = await ground.follower();
    made.start();
    await eventually(() => expect(made.isBehind).toBe(false));
    const writing = ground.write(ledger, 80);
    await eventually(() => expect(made.told).toBeGreaterThan(20));
    await ground.startGateways(withoutRing);
    await writing;
    await ground.holds(made, ledger);
    const resumes = 'cruddur_gateway_event_streams_resumed_total';
    const byRing = ground.gateways.map((gateway) => gateway.metric(`${resumes}{by="ring"}`));
    expect(await Promise.all(byRing)).toEqual([0, 0]);
  });
});
