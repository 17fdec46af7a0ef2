import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Pool } from 'undici';
import { usersPaths, type Person } from '@app/common/contracts';
import { TOPICS } from '@app/common/events';
import { migrate } from '../../apps/users/src/admin/migrate';
import { POST_CONFIRMATION_FUNCTION } from '../../apps/users/src/cognito/post-confirmation';
import { createApp } from '../../local-stack/apps/start-apps';
import { freeStackPorts, portEnvironment } from '../../local-stack/ports/ports';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import type { SupervisedProcess } from '../../local-stack/supervision/supervised-process';
import { eventually } from '../support/eventually';
import { range } from '../support/range';
import { services } from '../support/services';
import { TcpProxy } from '../support/tcp-proxy';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { TestKafka } from '../support/test-kafka';
import { uniqueName } from '../support/unique';

const PEOPLE = 20;
const CHANGES = 15;
/** Answers after which the process is killed, the others being under way. */
const KILLED_AT = 150;

interface Change {
  uuid: string;
  version: number;
}

describe('the users service, killed between a commit and its publication', () => {
  let database: TestDatabase;
  let kafka: TestKafka;
  let proxy: TcpProxy;
  let users: SupervisedProcess;
  let others: SupervisedProcess[];
  let requests: Pool;

  beforeEach(async () => {
    [database, kafka] = await Promise.all([createTestDatabase(), TestKafka.connect()]);
    await Promise.all([migrate(database.url), kafka.createTopic(TOPICS.users)]);
    proxy = new TcpProxy(new URL(`tcp://${services().KAFKA_BROKERS}`));
    await proxy.open();
    others = [];
    users = await start(new URL(proxy.url).host);
    requests = new Pool(users.address, { connections: 8 });
  });

  afterEach(async () => {
    await Promise.all([requests.destroy(), ...[users, ...others].map((copy) => copy.stop()), proxy.cut()]);
    await Promise.all([database.drop(), kafka.close()]);
  });

  const start = async (KAFKA_BROKERS: string): Promise<SupervisedProcess> => {
    const ports = await freeStackPorts();
    const copy = createApp('users', {
      ports,
      environment: {
        ...process.env,
        ...portEnvironment(ports),
        DATABASE_URL: database.url,
        KAFKA_BROKERS,
        KAFKA_TOPIC_PREFIX: kafka.prefix,
      },
      folder: join(STATE_FOLDER, 'test-logs', uniqueName('users')),
      say: () => undefined,
    });
    await copy.start();
    return copy;
  };

  const request = async <Answer>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await requests.request({ method, path, headers, ...(body && { body: JSON.stringify(body) }) });
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`);
    return (await answer.body.json()) as Answer;
  };

  const signUp = async (handle: string): Promise<Person> => {
    const sub = randomUUID();
    const userAttributes = { sub, name: handle, email: `${handle}@example.com`, preferred_username: handle };
    await request('POST', `/2015-03-31/functions/${POST_CONFIRMATION_FUNCTION}/invocations`, {
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      request: { userAttributes },
    });
    return request('GET', usersPaths.byCognitoId(sub));
  };

  /** Signs people up and renames each again and again; kills the process in the middle. Returns what was accepted. */
  const changeUntilKilled = async (): Promise<Change[]> => {
    const accepted: Change[] = [];
    const accept = async (change: Change): Promise<void> => {
      if (accepted.push(change) === KILLED_AT) await users.kill('SIGKILL');
    };
    const live = async (index: number): Promise<void> => {
      const { uuid } = await signUp(`user-${index}`);
      await accept({ uuid, version: 1 });
      for (const i of range(CHANGES)) {
        await request('PUT', usersPaths.profile(uuid), { displayName: `Name ${i}` });
        await accept({ uuid, version: i + 2 });
      }
    };
    const lives = await Promise.allSettled(range(PEOPLE).map(live));
    expect(lives.some(({ status }) => status === 'rejected')).toBe(true);
    return accepted;
  };

  const published = async (): Promise<Change[]> =>
    (await kafka.records(TOPICS.users)).map(({ value }) => JSON.parse(value!) as Change);

  const stored = () => database.query('SELECT uuid, version FROM users ORDER BY uuid');

  const expectAllPublishedInOrder = async (accepted: Change[]): Promise<void> => {
    await eventually(async () => expect(await database.query('SELECT * FROM outbox')).toEqual([]), 60_000);
    const events = await published();
    for (const { uuid, version } of (await stored()) as unknown as Change[]) {
      const versions = events.filter((event) => event.uuid === uuid).map((event) => event.version);
      expect([...new Set(versions)]).toEqual(range(version).map((i) => i + 1));
      expect(versions.at(-1)).toBe(version);
    }
    const isPublished = ({ uuid, version }: Change) =>
      events.some((event) => event.uuid === uuid && event.version === version);
    expect(accepted.filter((change) => !isPublished(change))).toEqual([]);
  };

  it('has every event on the topic afterwards, though nothing was published before', async () => {
    await proxy.cut();
    const accepted = await changeUntilKilled();
    expect(accepted.length).toBeGreaterThanOrEqual(KILLED_AT);
    expect(await published()).toEqual([]);

    await proxy.open();
    await users.start();

    await expectAllPublishedInOrder(accepted);
  });

  it('has every event on the topic afterwards, in the midst of publishing', async () => {
    const accepted = await changeUntilKilled();

    await users.start();

    await expectAllPublishedInOrder(accepted);
  });

  it('leaves its events to the copies that go on', async () => {
    others.push(await start(services().KAFKA_BROKERS));

    const accepted = await changeUntilKilled();

    await expectAllPublishedInOrder(accepted);
  });
});
