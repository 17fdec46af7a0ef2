import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../../test/support/eventually';
import { BOTH, type Client, type Request } from './both-clients';
import { scriptedServer, type ScriptedServer, succeeds } from './scripted-server';

const GET: Request = { operation: 'GetItem', input: { TableName: 'table', Key: { pk: { S: 'x' } } } };
const LIFE_MS = 3_000;

/** Every client finds endpoint and credentials by itself, as on AWS. */
describe.each(BOTH.map((create) => [create.name, create] as const))('by the default chain, the %s', (_name, create) => {
  const environment = { ...process.env };
  let dynamoDb: ScriptedServer;
  let folder: string;
  let client: Client;

  beforeEach(async () => {
    dynamoDb = await scriptedServer(succeeds);
    folder = await mkdtemp(join(tmpdir(), 'cruddur-credentials-'));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    });
    client = create({ AWS_REGION: 'eu-central-1' });
  });
  afterEach(async () => {
    await client.close();
    await dynamoDb.close();
    await rm(folder, { recursive: true });
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  });

  /** Whose credentials the last request was signed with. */
  async function askedAs(): Promise<string> {
    await client.send(GET);
    const { authorization, ['x-amz-security-token']: token } = dynamoDb.received.at(-1)!.headers;
    return `${/Credential=(.*?)\/\d{8}\/(.*?)\//.exec(authorization!)!.slice(1).join(' in ')} with ${String(token)}`;
  }

  it('asks with the keys of the environment', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 'token' });
    expect(await askedAs()).toBe('AKID in eu-central-1 with token');
  });

  it('asks the container for other credentials before they expire', async () => {
    const container = await containerWithCredentials();
    process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = container.url;
    expect(await askedAs()).toBe('key-1 in eu-central-1 with token-1');
    await eventually(async () => expect(await askedAs()).toBe('key-2 in eu-central-1 with token-2'), LIFE_MS / 2);
    await container.close();
  });

  it('never asks with credentials that have expired', async () => {
    const container = await containerWithCredentials();
    process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] = container.url;
    await askedAs();
    await sleep(LIFE_MS + 100);
    expect(await askedAs()).toBe('key-2 in eu-central-1 with token-2');
    await container.close();
  });

  it('runs the process that a profile names, and again before its credentials expire', async () => {
    const program = join(folder, 'credentials.cjs');
    await writeFile(program, CREDENTIAL_PROCESS);
    await writeFile(join(folder, 'config'), `[profile p]\ncredential_process = "${process.execPath}" "${program}"\n`);
    process.env['AWS_PROFILE'] = 'p';
    expect(await askedAs()).toBe('key-1 in eu-central-1 with token');
    await eventually(async () => expect(await askedAs()).toBe('key-2 in eu-central-1 with token'));
  });

  it('says why when there are no credentials, and finds those that come later', async () => {
    await expect(client.send(GET)).rejects.toMatchObject({ name: 'CredentialsProviderError' });
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 's' });
    expect(await askedAs()).toBe('AKID in eu-central-1 with undefined');
  });
});

/** The first credentials soon expire; those behind them last. */
const lifeOf = (count: number): number => (count === 1 ? LIFE_MS : 3_600_000);

const CREDENTIAL_PROCESS = `
const { existsSync, writeFileSync } = require('node:fs');
const isFirst = !existsSync(__filename + '.asked');
writeFileSync(__filename + '.asked', '');
const Expiration = new Date(Date.now() + (isFirst ? ${lifeOf(1)} : ${lifeOf(2)})).toISOString();
const keys = { AccessKeyId: isFirst ? 'key-1' : 'key-2', SecretAccessKey: 's', SessionToken: 'token' };
console.log(JSON.stringify({ Version: 1, ...keys, Expiration }));
`;

async function containerWithCredentials() {
  let count = 0;
  const server = createServer((_request, response) => {
    count += 1;
    const Expiration = new Date(Date.now() + lifeOf(count)).toISOString();
    const keys = { AccessKeyId: `key-${count}`, SecretAccessKey: 's', Token: `token-${count}` };
    response.end(JSON.stringify({ ...keys, Expiration }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/credentials`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
