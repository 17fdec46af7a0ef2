import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { CruddurClient, Outbox } from '@cruddur/client';
import { FileOutboxStore } from '@cruddur/client/node';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { type AllInOneStack, startAllInOne } from '../support/all-in-one-stack';
import { ask } from '../support/contract/documented-fetch';
import { BufferingProxy } from '../support/buffering-proxy';
import { eventually } from '../support/eventually';
import { ProjectWithClient } from '../support/packed-client';
import { range } from '../support/range';
import { TcpProxy } from '../support/tcp-proxy';

const PAUSES = { firstMs: 50, longestMs: 200 };
const OUTBOX_PROCESS = join(PROJECT_ROOT, 'test/support/outbox-process.mjs');

describe('the client', () => {
  let stack: AllInOneStack;
  let network: TcpProxy;
  let folder: string;

  beforeAll(async () => {
    stack = await startAllInOne();
  });
  afterAll(() => stack.stop());
  beforeEach(async () => {
    network = new TcpProxy(new URL(stack.gatewayUrl));
    await network.open();
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
  });
  afterEach(async () => {
    await network.cut();
    await rm(folder, { recursive: true });
  });

  const clientOf = (handle: string, url: string): CruddurClient =>
    new CruddurClient({ url, token: () => stack.token(handle), timeoutMs: 5_000, fetch: ask });

  /** All texts of a conversation, the oldest first. */
  const textsIn = async (conversation: string): Promise<string[]> => {
    const reader = clientOf('andrewbrown', stack.gatewayUrl);
    const texts: string[] = [];
    const newest = await reader.readMessages({ message_group_uuid: conversation, limit: 20 });
    for await (const page of reader.pages(newest, 'prev')) texts.unshift(...page.map(({ message }) => message));
    return texts;
  };

  it('sends each message once and in order, while the network is cut again and again', async () => {
    const direct = clientOf('andrewbrown', stack.gatewayUrl);
    const { message_group_uuid } = await direct.send({ handle: 'londo', message: 'first' });
    const delays: number[] = [];
    const outbox = await Outbox.open({
      client: clientOf('andrewbrown', network.url),
      store: await FileOutboxStore.open(folder),
      pauses: PAUSES,
      onDelayed: (_entry, { status }) => delays.push(status),
    });
    const texts = range(30).map((n) => `number ${n}`);
    const sendings = texts.flatMap((message) => [
      outbox.send({ message_group_uuid, message }),
      outbox.send({ handle: 'bayko', message }),
    ]);
    const sent = Promise.all(sendings);
    let isSent = false;
    void sent.finally(() => (isSent = true)).catch(() => undefined);
    // What is on its way is answered to nobody, whatever became of it.
    while (!isSent) {
      await after(300);
      network.withholdAnswers();
      await after(50);
      await network.cut();
      await after(50);
      await network.open();
    }
    const toBayko = (await sent).at(-1)!.message_group_uuid;
    expect(await textsIn(message_group_uuid)).toEqual(['first', ...texts]);
    expect(await textsIn(toBayko)).toEqual(texts);
    expect(delays.length).toBeGreaterThan(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('sends in a new process what one that was killed had kept, and nothing twice', async () => {
    const start = (...messages: object[]): ChildProcess & { stdout: NodeJS.ReadableStream } => {
      const environment = { ...process.env, GATEWAY: network.url, TOKEN: token, FOLDER: folder };
      const args = [OUTBOX_PROCESS, ...messages.map((message) => JSON.stringify(message))];
      return spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    };
    const token = await stack.token('andrewbrown');
    const texts = ['one', 'two', 'three', 'four'];
    const direct = clientOf('andrewbrown', stack.gatewayUrl);

    network.withholdAnswers({ onNewConnections: true });
    const killed = start(...texts.map((message) => ({ handle: 'altbrown', message })));
    await once(killed.stdout, 'data');
    // The first is stored, and nobody has heard of it.
    const [conversation] = await eventually(async () => {
      const { body } = await direct.listMessageGroups();
      const groups = body.filter(({ handle }) => handle === 'altbrown');
      if (groups.length === 0) throw new Error('not stored yet');
      return groups;
    });
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(await readdir(folder)).toHaveLength(texts.length);
    await network.cut();
    await network.open();

    const next = start({ message_group_uuid: conversation!.uuid, message: 'five' });
    const output = await text(next.stdout);
    expect(output.match(/sent \w+/g)).toEqual(['sent one', 'sent two', 'sent three', 'sent four', 'sent five']);
    expect(await textsIn(conversation!.uuid)).toEqual([...texts, 'five']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps a copy of a conversation by what has changed of it', async () => {
    const andrew = clientOf('andrewbrown', stack.gatewayUrl);
    const londo = clientOf('londo', stack.gatewayUrl);
    const { message_group_uuid } = await londo.send({ handle: 'altbrown', message: 'one' });
    for (const message of ['two', 'three']) await londo.send({ message_group_uuid, message });
    const alt = clientOf('altbrown', stack.gatewayUrl);
    const copy = alt.copyOf(message_group_uuid);
    await copy.catchUp();
    await londo.editMessage({ message_group_uuid, number: 1, body: { message: 'first' } });
    await londo.deleteMessage({ message_group_uuid, number: 2 });
    await alt.react({ message_group_uuid, number: 3, emoji: '🦊' });
    await londo.send({ message_group_uuid, message: 'four' });
    await copy.catchUp();
    expect(copy.entries).toEqual((await alt.readMessages({ message_group_uuid })).body);
    expect(copy.entries.map(({ message }) => message)).toEqual(['first', '', 'three', 'four']);
    expect(copy.known).toMatchObject({ number: 4, revision: 3 });
    await expect(andrew.copyOf(message_group_uuid).catchUp()).rejects.toMatchObject({
      codes: ['message_group_not_found'],
    });
  });

  it('is told each event once and in order behind a proxy that holds streams back, and by a stream when it does no more', async () => {
    const proxy = await BufferingProxy.start(stack.gatewayUrl);
    const bayko = clientOf('bayko', stack.gatewayUrl);
    const alt = new CruddurClient({ url: proxy.url, token: () => stack.token('altbrown') });
    const { message_group_uuid, number } = await bayko.send({ handle: 'altbrown', message: 'before' });
    const send = async (count: number): Promise<void> => {
      for (const n of range(count)) last = (await bayko.send({ message_group_uuid, message: `number ${n}` })).number;
    };
    let last = number;
    const told: number[] = [];
    const end = new AbortController();
    const since = (await alt.listMessageGroups()).headers.get('event-cursor')!;
    await send(3);
    const following = (async () => {
      const options = { since, signal: end.signal, pauses: PAUSES, silenceMs: 2_000 };
      for await (const { event, data } of alt.events(options)) {
        if (event === 'message' && data.message_group_uuid === message_group_uuid) told.push(data.number);
      }
    })().catch((reason: unknown) => reason);
    const areTold = () =>
      eventually(() =>
        expect(told.filter((each) => each > number)).toEqual(range(last - number).map((n) => number + n + 1)),
      );
    await areTold();
    await send(20);
    await areTold();
    await bayko.editMessage({ message_group_uuid, number: last, body: { message: 'the last' } });
    expect(proxy.withheld).toBeGreaterThan(0);

    proxy.isOn = false;
    const clock = Date.now;
    const later = jest.spyOn(Date, 'now').mockImplementation(() => clock() + 60_000);
    await send(5);
    await eventually(() => expect(proxy.heard).toBe(1));
    await send(5);
    await areTold();
    later.mockRestore();
    end.abort('enough');
    expect(await following).toBe('enough');
    await proxy.stop();
  });

  it('is installed by the example, which sends twice, with the network cut, and ends with one message', async () => {
    const project = await ProjectWithClient.make('send-twice');
    const { COGNITO_ENDPOINT, COGNITO_CLIENT_ID } = stack.environment;
    const { stdout } = await project.node(['send-twice.js'], {
      CRUDDUR_URL: stack.gatewayUrl,
      COGNITO_ENDPOINT,
      COGNITO_CLIENT_ID,
    });
    await project.forget();
    expect(stdout).toMatch(/Once more, because of: CruddurError: no answer/);
    expect(stdout).toMatch(/Sent as number (\d+), and again as number \1\./);
    expect(stdout).toMatch(/Messages that say so: 1\.\n$/);
  });
});
