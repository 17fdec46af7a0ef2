import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@app/common/dynamodb';
import { storedItemOf, type StoredItem } from '@app/common/table';
import { appAddress } from '../../local-stack/apps/app-ports';
import { createApp } from '../../local-stack/apps/start-apps';
import { freeStackPorts, portEnvironment, type Ports } from '../../local-stack/ports/ports';
import type { SupervisedProcess } from '../../local-stack/supervision/supervised-process';
import { eventually } from '../support/eventually';
import { type FormerRelease, unpackFormerRelease } from '../support/former-release';
import { expectedRow, Ledger, readAll, rowOf } from '../support/ledger';
import { RestClient } from '../support/rest-client';
import { services } from '../support/services';
import { prepareGround, type StackGround } from '../support/stack-ground';
import { type AppName, APPS } from '../support/stack';

/** Two stacks' worth of copies on one table and one pair of topics: those of the release before, and those of the present. */
type Release = 'former' | 'present';

const HANDLES = ['andrewbrown', 'bayko'] as const;

describe('an upgrade of one service after the other, with copies of both releases at work and people writing', () => {
  let ground: StackGround;
  let former: FormerRelease;
  let portsOf: Record<Release, Ports>;
  let documents: DynamoDBDocumentClient;
  let clients: Record<Release, RestClient[]>;
  let groupUuid: string;
  let atRest: string;
  let before: StoredItem[];
  const running = new Map<string, SupervisedProcess>();
  const ledger = new Ledger();

  beforeAll(async () => {
    ground = await prepareGround({});
    former = unpackFormerRelease();
    portsOf = { former: ground.ports, present: await freeStackPorts() };
    documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
    await Promise.all(APPS.map((app) => start('former', app)));
    clients = { former: await clientsOf('former'), present: await clientsOf('present') };
    const [andrew] = clients.former;
    atRest = (await andrew!.start('londo', 'nobody touches this one')).body.message_group_uuid;
    await andrew!.send(atRest, 'nor its rows');
    await andrew!.edit(atRest, 2, 'nor its rows, nor what was changed');
    await andrew!.react(atRest, 1, '👍');
    groupUuid = (await andrew!.start('bayko', 'hello')).body.message_group_uuid;
    await eventually(async () =>
      expect((await andrew!.group(atRest)).body).toMatchObject({ last_number: 2, revision: 2 }),
    );
    before = await itemsAtRest();
  });
  afterAll(async () => {
    await Promise.all(Object.values(clients).flatMap((each) => each.map((client) => client.close())));
    await Promise.all([...running.values()].map((app) => app.stop()));
    documents.destroy();
    former.remove();
    await ground.clear();
  });

  async function start(release: Release, app: AppName, more: Record<string, string> = {}): Promise<void> {
    const ports = portsOf[release];
    const copy = createApp(app, {
      ...ground,
      ...(release === 'former' && { programs: former.programs }),
      ports,
      folder: `${ground.folder}/${release}`,
      environment: {
        ...ground.environment,
        ...portEnvironment(ports),
        MESSAGES_URL: appAddress(ports, 'messages'),
        USERS_URL: appAddress(portsOf.former, 'users'),
        ...more,
      },
    });
    await copy.start();
    running.set(`${release} ${app}`, copy);
  }

  async function stop(release: Release, app: AppName): Promise<void> {
    await running.get(`${release} ${app}`)!.stop();
    running.delete(`${release} ${app}`);
  }

  const clientsOf = (release: Release): Promise<RestClient[]> =>
    Promise.all(
      HANDLES.map(
        async (handle) =>
          // The document is of the present release.
          new RestClient(appAddress(portsOf[release], 'gateway'), await ground.token(handle), {
            isChecked: release === 'present',
          }),
      ),
    );

  /** Each of both people by each of these gateways; and each edits the first message, and reacts to it. */
  async function everybodyWrites(releases: Release[]): Promise<void> {
    const sends = releases.flatMap((release) =>
      HANDLES.flatMap((handle, i) =>
        Array.from({ length: 5 }, (_, n) =>
          ledger.send(clients[release][i]!, handle, groupUuid, `${release} ${handle} ${n}`),
        ),
      ),
    );
    const changes = releases.map(async (release) => {
      const [andrew, bayko] = clients[release];
      expect((await andrew!.edit(groupUuid, 1, `hello, says the ${release} release`)).status).toBe(200);
      expect((await bayko!.react(groupUuid, 1, release === 'former' ? '👍' : '🚀')).status).toBe(200);
    });
    await Promise.all([...sends, ...changes]);
  }

  /** All that was accepted is there, and both rows show it, by this gateway. */
  async function expectAllRight(release: Release): Promise<void> {
    const messages = await readAll(clients[release][0]!, groupUuid);
    expect(messages.slice(1).map(({ uuid }) => uuid)).toEqual(
      [...ledger.accepted].sort((one, other) => one.number - other.number).map(({ uuid }) => uuid),
    );
    await eventually(async () => {
      const { revision } = (await clients[release][0]!.message(groupUuid, 1)).body;
      for (const [i, handle] of HANDLES.entries()) {
        const { body } = await clients[release][i]!.groups();
        expect(rowOf(body, groupUuid)).toEqual(expectedRow(groupUuid, messages, handle));
        expect(body.find(({ uuid }) => uuid === groupUuid)).toMatchObject({ revision });
      }
    });
  }

  async function items(): Promise<StoredItem[]> {
    const found: StoredItem[] = [];
    const scan = { TableName: ground.environment['TABLE_NAME']!, ConsistentRead: true };
    for await (const { Items = [] } of paginateScan({ client: documents }, scan)) {
      found.push(...Items.map(storedItemOf));
    }
    return found;
  }

  async function itemsAtRest(): Promise<StoredItem[]> {
    const isAtRest = ({ pk, sk }: StoredItem): boolean => pk === `MSG#${atRest}` || sk === atRest;
    return (await items()).filter(isAtRest).sort((one, other) => (one.pk + one.sk < other.pk + other.sk ? -1 : 1));
  }

  it.each(['stream-relay', 'group-projector'] as const)(
    'takes in %s beside the former one, then in its place',
    async (app) => {
      await start('present', app);
      await everybodyWrites(['former']);
      await expectAllRight('former');
      await stop('former', app);
      await everybodyWrites(['former']);
      await expectAllRight('former');
    },
  );

  it('has messages of both releases write into one conversation at once, each behind a gateway of its own release', async () => {
    await start('present', 'messages', { MESSAGE_GROUPS: 'off' });
    await start('present', 'gateway');
    await everybodyWrites(['former', 'present']);
    await expectAllRight('former');
    await expectAllRight('present');
  });

  it('refuses groups until they are switched on, and has no item of one', async () => {
    const [andrew] = clients.present;
    const refused = await andrew!.startGroup({ handles: ['bayko', 'londo'] });
    expect([refused.status, refused.body]).toEqual([403, ['message_groups_off']]);
    expect((await items()).filter(({ kind, members_at: at }) => kind === 'group' || at !== undefined)).toEqual([]);
    await expectAllRight('former');
  });

  it('goes on without the former release, and has rewritten nothing', async () => {
    for (const app of ['gateway', 'messages', 'users'] as const) await stop('former', app);
    portsOf.present.USERS_PORT = portsOf.former.USERS_PORT;
    await start('present', 'users');
    await everybodyWrites(['present']);
    await expectAllRight('present');
    expect(await itemsAtRest()).toEqual(before);
  });

  it('starts groups of those who know each other once that is switched on', async () => {
    await stop('present', 'messages');
    await start('present', 'messages');
    const [andrew, bayko] = clients.present;
    const { status, body: started } = await andrew!.startGroup({ handles: ['bayko', 'londo'], name: 'Babylon 5' });
    expect(status).toBe(200);
    const group = started.uuid;
    const isShown = (client: RestClient, expected: object): Promise<void> =>
      eventually(async () => expect((await client.group(group)).body).toMatchObject(expected));
    await isShown(bayko!, { name: 'Babylon 5', member_count: 3, last_kind: 'created', unread_count: 0 });
    expect((await bayko!.send(group, 'hello, all')).status).toBe(200);
    await isShown(andrew!, { last_number: 2, unread_count: 1, message: 'hello, all' });
    expect((await bayko!.remove(group, 'bayko')).status).toBe(200);
    await isShown(bayko!, { left: true, last_number: 3, last_kind: 'left' });
    expect((await andrew!.send(group, 'after that')).status).toBe(200);
    await isShown(andrew!, { last_number: 4, member_count: 2 });
    await isShown(bayko!, { left: true, last_number: 3 });
    await everybodyWrites(['present']);
    await expectAllRight('present');
    expect(await itemsAtRest()).toEqual(before);
  });
});
