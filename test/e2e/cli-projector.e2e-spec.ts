import { DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '@app/common/dynamodb';
import { groupRowKey } from '@app/common/table';
import { Cli, NOBODY } from '../support/cli';
import { eventually } from '../support/eventually';
import { expectedRow, readAll, rowOf } from '../support/ledger';
import { range } from '../support/range';
import { RestClient } from '../support/rest-client';
import { services } from '../support/services';
import { startStack, type TestStack } from '../support/stack';

interface Rebuilt {
  conversations: number;
  rows: number;
  corrected: { user_uuid: string; handle: string; message_group_uuid: string; what: string }[];
}
interface Partition {
  owner: string | null;
  lag: number;
}
interface Replayed {
  partitions: { partition: number; was: number; is: number; again: number }[];
}
interface Shard {
  shard_id: string;
  state: string;
  owner: string | null;
  renewed_at: string | null;
  unpublished_records: number | null;
  oldest_unpublished_at: string | null;
}

const UNKNOWN = '00000000-0000-5000-8000-000000000000';

describe('the commands of projector and relay', () => {
  let stack: TestStack;
  let cli: Cli;
  let documents: DynamoDBDocumentClient;
  let andrew: RestClient;
  let bayko: RestClient;
  let groupUuid: string;
  let uuids: Record<string, string>;

  beforeAll(async () => {
    stack = await startStack();
    cli = await Cli.on(stack.environment);
    documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
    andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
    bayko = new RestClient(stack.gatewayUrl, await stack.token('bayko'));
    groupUuid = (await andrew.start('bayko', 'first')).body.message_group_uuid;
    const users = await cli.json<{ handle: string; uuid: string }[]>(['db', 'seed']);
    uuids = Object.fromEntries(users.map(({ handle, uuid }) => [handle, uuid]));
  });
  afterAll(async () => {
    await Promise.all([andrew, bayko].map((client) => client.close()));
    documents.destroy();
    await cli.close();
    await stack.stop();
  });

  const keyOf = (handle: string) => groupRowKey(uuids[handle]!, groupUuid);
  const TableName = () => stack.environment['TABLE_NAME']!;

  const lose = (handle: string) => documents.send(new DeleteCommand({ TableName: TableName(), Key: keyOf(handle) }));

  const spoil = (handle: string) =>
    documents.send(
      new UpdateCommand({
        TableName: TableName(),
        Key: keyOf(handle),
        UpdateExpression: 'SET last_number = :far, message = :nonsense',
        ExpressionAttributeValues: { ':far': 1_000_000, ':nonsense': 'nonsense' },
      }),
    );

  const expectRightRows = async (): Promise<void> => {
    const messages = await readAll(andrew, groupUuid);
    for (const [handle, client] of [
      ['andrewbrown', andrew],
      ['bayko', bayko],
    ] as const) {
      expect(rowOf((await client.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, messages, handle));
    }
  };

  const shards = async (): Promise<Shard[]> => (await cli.json<{ shards: Shard[] }>(['relay', 'status'])).shards;

  it('show who reads the stream, and that all of it is published', async () => {
    await eventually(async () =>
      expect(await shards()).toContainEqual(
        expect.objectContaining({ state: 'relayed', owner: expect.any(String) as string, unpublished_records: 0 }),
      ),
    );
    // In between the rows of the message may come to the stream.
    await eventually(async () => {
      const { code, stdout } = await cli.run(['relay', 'status']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^stream +shard +state +owner +seen +checkpoint +unpublished +lag\n/);
      expect(stdout).toMatch(/ relayed .* 0 +none\n/);
    });
  });

  it('show what is not published while no relay is at work, and since when', async () => {
    await eventually(expectRightRows);
    await eventually(async () => expect((await shards()).filter((shard) => shard.unpublished_records)).toEqual([]));
    await stack.kill('stream-relay', 'SIGTERM');
    const stoppedAt = Date.now();
    for (const i of range(3)) await bayko.send(groupUuid, `unpublished ${i}`);
    const [waiting] = (await shards()).filter(({ unpublished_records }) => unpublished_records);
    expect(waiting).toMatchObject({ state: 'free', owner: null, unpublished_records: 3 });
    // The stream may tell the time to the minute.
    expect(Date.parse(waiting!.oldest_unpublished_at!)).toBeGreaterThan(stoppedAt - 60_000);
    await stack.start('stream-relay');
    await eventually(async () => expect((await shards()).filter((shard) => shard.unpublished_records)).toEqual([]));
  });

  it('find nothing wrong in rows that are right', async () => {
    await eventually(expectRightRows);
    expect(await cli.json(['projector', 'rebuild'])).toEqual({ conversations: 1, rows: 2, corrected: [] });
    expect(await cli.run(['projector', 'rebuild'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '1 conversations, 2 rows, 0 corrected\n',
    });
  });

  it('correct a lost and a spoilt row, after a dry run that says so', async () => {
    await lose('bayko');
    await spoil('andrewbrown');
    const dry = await cli.json<Rebuilt>(['projector', 'rebuild', '--dry-run']);
    expect(dry.corrected.map(({ handle, what }) => [handle, what])).toEqual([
      ['andrewbrown', 'was wrong'],
      ['bayko', 'was missing'],
    ]);
    const { code, stdout, stderr } = await cli.run(['projector', 'rebuild']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^member +conversation +what +field +was +is\n/);
    expect(stdout).toMatch(new RegExp(`\nandrewbrown +${groupUuid} +was wrong +last_number +1000000 +4\n`));
    expect(stderr).toBe('1 conversations, 2 rows, 2 corrected\n');
    await eventually(expectRightRows);
  });

  it('correct the rows of one user or one conversation alone', async () => {
    await lose('bayko');
    await lose('andrewbrown');
    const ofBayko = await cli.json<Rebuilt>(['projector', 'rebuild', '--user', 'bayko']);
    expect(ofBayko.corrected.map(({ handle }) => handle)).toEqual(['bayko']);
    const ofGroup = await cli.json<Rebuilt>(['projector', 'rebuild', '--group', groupUuid]);
    expect(ofGroup.corrected.map(({ handle }) => handle)).toEqual(['andrewbrown']);
    await eventually(expectRightRows);
  });

  it('correct rows while messages are sent', async () => {
    const send = async (client: RestClient): Promise<void> => {
      for (const i of range(60)) expect((await client.send(groupUuid, `live ${i}`)).status).toBe(200);
    };
    const sends = Promise.all([send(andrew), send(bayko)]);
    for (const handle of ['bayko', 'andrewbrown']) {
      await spoil(handle);
      await cli.json(['projector', 'rebuild']);
    }
    await sends;
    await eventually(expectRightRows);
    expect((await cli.json<Rebuilt>(['projector', 'rebuild'])).corrected).toEqual([]);
  });

  it('show how far the projectors are, and who reads what', async () => {
    await eventually(async () => {
      const { partitions } = await cli.json<{ partitions: Partition[] }>(['projector', 'status']);
      expect(partitions.map(({ lag }) => lag)).toEqual(partitions.map(() => 0));
      expect(partitions.map(({ owner }) => owner)).not.toContain(null);
    });
    expect((await cli.run(['projector', 'status'])).stdout).toMatch(/^partition +owner +committed +end +lag\n0 +\S+ /);
  });

  it('let stopped projectors do everything again, which brings back what rows have lost', async () => {
    expect(await cli.run(['projector', 'replay'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^cruddur: projectors at work: 1\. .* stop them first/) as string,
    });
    await stack.kill('group-projector', 'SIGTERM');
    await lose('bayko');
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect(await cli.json(['projector', 'replay', '--since', tomorrow])).toEqual({ partitions: [] });
    const dry = await cli.json<Replayed>(['projector', 'replay', '--dry-run']);
    expect(dry.partitions).toEqual([expect.objectContaining({ is: 0, again: expect.any(Number) as number })]);
    expect(await cli.json(['projector', 'replay'])).toEqual(dry);
    await stack.start('group-projector');
    await eventually(expectRightRows);
    expect((await cli.json<Rebuilt>(['projector', 'rebuild'])).corrected).toEqual([]);
  });

  it('refuse an invalid time', async () => {
    expect(await cli.run(['projector', 'replay', '--since', 'yesterday'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cruddur: --since is a time like 2026-11-24T08:00:00Z, not yesterday\n',
    });
  });

  it('refuse what is unknown', async () => {
    expect(await cli.run(['projector', 'rebuild', '--user', 'nobody'])).toEqual({
      code: 4,
      stdout: '',
      stderr: 'cruddur: nobody has the handle nobody\n',
    });
    expect(await cli.run(['projector', 'rebuild', '--group', UNKNOWN])).toEqual({
      code: 4,
      stdout: '',
      stderr: `cruddur: no conversation ${UNKNOWN}\n`,
    });
    const environment = { DATABASE_URL: `postgres://u:p@${NOBODY}/users` };
    expect((await cli.run(['projector', 'rebuild', '--user', 'bayko'], { environment })).code).toBe(3);
    expect((await cli.run(['projector', 'rebuild'], { environment })).code).toBe(0);
  });

  it('let no row run ahead of a relay that has never read the stream', async () => {
    const environment = { LEASE_TABLE_NAME: `${stack.environment['LEASE_TABLE_NAME']}-other` };
    const missing = { code: 4, stderr: expect.stringContaining('there is no table') as string };
    expect(await cli.run(['relay', 'status'], { environment })).toMatchObject(missing);
    expect(await cli.run(['projector', 'rebuild'], { environment })).toMatchObject(missing);
    await cli.run(['table', 'create'], { environment });
    try {
      const { code, stderr } = await cli.run(['projector', 'rebuild'], { environment });
      expect(code).toBe(1);
      expect(stderr).toBe(
        'cruddur: rows must not run ahead of the relay, and it has never read the stream: ' +
          'cruddur relay status shows it; --force goes on\n',
      );
      expect((await cli.run(['projector', 'rebuild', '--force'], { environment })).code).toBe(0);
    } finally {
      await dropTable(environment.LEASE_TABLE_NAME);
    }
  });

  const dropTable = async (name: string): Promise<void> => {
    const { code } = await cli.run(['table', 'drop'], {
      environment: { TABLE_NAME: `${name}-none`, LEASE_TABLE_NAME: name, RATE_LIMIT_TABLE_NAME: `${name}-none` },
    });
    expect(code).toBe(0);
  };

  it('say that there is no table', async () => {
    const environment = { TABLE_NAME: 'cli-no-such-table' };
    expect(await cli.run(['relay', 'status'], { environment })).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/^cruddur: there is no table cli-no-such-table.*\n$/) as string,
    });
  });
});
