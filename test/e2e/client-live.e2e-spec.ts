import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CruddurClient, type LiveEvent, LiveStore, Outbox } from '@cruddur/client';
import { FileOutboxStore } from '@cruddur/client/node';
import { Cli, type CliOutcome } from '../support/cli';
import { eventually } from '../support/eventually';
import { startStack, type TestStack } from '../support/stack';

const QUICK = { pauses: { firstMs: 50, longestMs: 500 } };

describe('the live part of the client, and what the command line prints of it', () => {
  let stack: TestStack;
  let cli: Cli;
  let folder: string;
  let andrew: CruddurClient;
  let bayko: CruddurClient;
  let londo: CruddurClient;
  const watching: ChildProcess[] = [];

  beforeAll(async () => {
    stack = await startStack({ environment: { EVENTS_SLACK_SECONDS: '2' } });
    cli = await Cli.on(stack.environment);
    folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    const clientOf = (handle: string): CruddurClient =>
      new CruddurClient({ url: stack.gatewayUrl, token: () => stack.token(handle) });
    [andrew, bayko, londo] = [clientOf('andrewbrown'), clientOf('bayko'), clientOf('londo')];
  });
  afterEach(() => watching.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(async () => {
    await cli.close();
    await stack.stop();
    await rm(folder, { recursive: true });
  });

  /** A `watch` as in a terminal, until Ctrl-C. */
  const watch = (...args: string[]) => {
    const output = { stdout: '', stderr: '' };
    let child!: ChildProcess;
    const running = (process: ChildProcess): void => {
      watching.push((child = process));
      for (const name of ['stdout', 'stderr'] as const) {
        process[name]!.on('data', (chunk: Buffer) => (output[name] += chunk.toString()));
      }
    };
    const ended = cli.run(['conversations', 'watch', ...args], { running });
    const interrupt = (): Promise<CliOutcome> => {
      child.kill('SIGINT');
      return ended;
    };
    return { output, ended, interrupt };
  };

  it('tells whoever waits for events of messages, changes, groups and the end of a membership', async () => {
    const told: LiveEvent[] = [];
    const { headers } = await londo.listMessageGroups();
    const since = headers.get('event-cursor')!;
    const end = new AbortController();
    const following = (async () => {
      for await (const event of londo.events({ since, signal: end.signal })) {
        told.push(event);
        if (event.event === 'message' && event.data.kind === 'removed') break;
      }
    })();
    await eventually(() => expect(told).not.toHaveLength(0));
    const { uuid } = await andrew.gather({ handles: ['bayko', 'londo'], name: 'Station' });
    await andrew.send({ message_group_uuid: uuid, message: 'To all' });
    const at = { message_group_uuid: uuid, number: 2 };
    await andrew.editMessage({ ...at, body: { message: 'To everybody' } });
    await bayko.react({ ...at, emoji: '🦊' });
    await andrew.deleteMessage(at);
    await andrew.removeMember({ message_group_uuid: uuid, handle: 'londo' });
    await following;
    const changes = told.flatMap(({ event, data }) => {
      if (event === 'message') return [`${event} ${data.number} ${data.kind}`];
      return 'message' in data ? [`${event} ${data.number} of revision ${data.revision}`] : [];
    });
    expect(changes).toEqual([
      'message 1 created',
      'message 2 message',
      'message_edited 2 of revision 2',
      'reaction 2 of revision 3',
      'message_deleted 2 of revision 4',
      'message 3 removed',
    ]);
    // Whoever begins from there anew is told it again, and whoever goes on from the end nothing.
    const last = told.at(-1)!.id;
    for await (const event of londo.events({ since: last })) {
      expect(event.event).not.toBe('message');
      if (event.event === 'heartbeat' && !event.data.behind) break;
    }
  });

  it('begins anew where a cursor is refused, and says that all is to be read', async () => {
    const told: LiveEvent[] = [];
    for await (const event of londo.events({ since: 'AAAA', ...QUICK })) if (told.push(event) === 2) break;
    expect(told).toMatchObject([{ event: 'state', data: { read: 'all' } }, { event: 'heartbeat' }]);
  });

  it('keeps in a store and on a terminal what is so in the end, through a gateway that restarts', async () => {
    const { message_group_uuid: pair } = await andrew.send({ handle: 'bayko', message: 'Good morning' });
    const { uuid: group } = await andrew.gather({ handles: ['bayko', 'londo'] });
    const { message_group_uuid: other } = await londo.send({ handle: 'bayko', message: 'Archived' });
    const ownUuid = (await bayko.readProfile()).body.uuid;
    const store: LiveStore = new LiveStore({ client: bayko, ownUuid, pending: () => outbox.pending() });
    const outbox = await Outbox.open({
      ...{ client: bayko, store: await FileOutboxStore.open(folder), ...QUICK },
      onSent: (_entry, message) => store.sent(message),
    });
    const end = new AbortController();
    const running = store.run({ signal: end.signal, ...QUICK }).catch((reason: unknown) => reason);
    const terminal = watch('@bayko');
    const json = watch('bayko', '--json');
    await Promise.all([store.open(pair), store.open(group)]);
    for (const { output } of [terminal, json]) await eventually(() => expect(output.stderr).toMatch(/^watching bayko/));

    await andrew.editMessage({ message_group_uuid: pair, number: 1, body: { message: 'Good evening' } });
    await bayko.react({ message_group_uuid: pair, number: 1, emoji: '🦊' });
    await bayko.pinMessageGroup({ message_group_uuid: group });
    await bayko.archiveMessageGroup({ message_group_uuid: other });
    await bayko.changeSettings({ body: { accepts: 'requests' } });
    await andrew.send({ message_group_uuid: pair, message: 'just before' });
    await stack.kill('gateway', 'SIGKILL');
    await outbox.add({ message_group_uuid: pair, message: 'kept' });
    expect(store.shownIn(pair).at(-1)).toMatchObject({ unsent: { message: { message: 'kept' } } });
    expect(await cli.run(['conversations', 'send', 'londo', group, 'meanwhile'])).toMatchObject({ code: 0 });
    await stack.start('gateway');
    outbox.retryNow();
    await eventually(() => expect(outbox.pending()).toEqual([]));
    await andrew.addMember({ message_group_uuid: group, handle: 'altbrown' });
    await andrew.renameGroup({ message_group_uuid: group, body: { name: 'Station' } });
    const { uuid: late } = await londo.gather({ handles: ['bayko', 'andrewbrown'], name: 'Late' });
    await londo.send({ message_group_uuid: late, message: 'Welcome' });
    const { number } = await andrew.send({ message_group_uuid: pair, message: 'at last' });
    await andrew.markRead({ message_group_uuid: pair, body: { number } });

    const isAsRead = async (): Promise<void> => {
      expect(outbox.pending()).toEqual([]);
      expect(store.list).toEqual((await bayko.listMessageGroups()).body);
      for (const uuid of [pair, group]) {
        const { body } = await bayko.readMessages({ message_group_uuid: uuid });
        expect(store.shownIn(uuid)).toEqual(body.map((message) => ({ message })));
      }
      expect(store.receiptsIn(pair)).toEqual((await bayko.readReceipts({ message_group_uuid: pair })).body);
      expect(store.settings).toEqual((await bayko.readSettings()).body);
    };
    await eventually(isAsRead);
    expect(store.list.slice(0, 3).map(({ uuid }) => uuid)).toEqual([pair, late, group]);
    expect(store.list.map(({ uuid }) => uuid)).not.toContain(other);
    expect(store.shownIn(pair).map((line) => 'message' in line && line.message.message)).toEqual([
      ...['Good evening', 'just before', 'kept', 'at last'],
    ]);

    const lastLine = `${pair}  #4  andrewbrown: at last\n`;
    await eventually(() => expect(terminal.output.stdout).toContain(lastLine));
    const printed = await terminal.interrupt();
    expect(printed.code).toBe('SIGINT');
    expect(printed.stdout).toMatch(/#1 {2}andrewbrown: Good evening {2}\(edited(, 🦊 1)?\)\n/);
    expect(printed.stdout).toContain(`${group}  #3  andrewbrown: (Andrew Brown added Alternate)\n`);
    // Of all the tries that it took, one word.
    expect(printed.stderr).toMatch(/^watching bayko[^\n]*\nthe gateway is away[^\n]*\nthe gateway is back\n$/);

    await eventually(() => expect(json.output.stdout).toContain('at last'));
    const events = (await json.interrupt()).stdout.trim().split('\n');
    const told = events.map((line) => JSON.parse(line) as LiveEvent);
    const before = told.find(({ event, data }) => event === 'message' && data.message === 'just before')!;
    const again = watch('bayko', '--since', before.id);
    await eventually(() => expect(again.output.stdout).toContain(lastLine));
    expect((await again.interrupt()).stdout).not.toContain('just before');

    end.abort('enough');
    expect(await running).toBe('enough');
    await outbox.close();
  });

  it('watches nothing for whoever asks wrongly, and says why at once', async () => {
    const wrong: [string[], number, string][] = [
      [['nobody'], 4, 'The user pool knows no nobody'],
      [['bayko', '--since', 'AAAA'], 2, '--since is not the id of an event of bayko: AAAA'],
    ];
    const outcomes = wrong.map(([args]) => cli.run(['conversations', 'watch', ...args]));
    expect(await Promise.all(outcomes)).toEqual(
      wrong.map(([, code, sentence]) => ({ code, stdout: '', stderr: `cruddur: ${sentence}\n` })),
    );
  });

  it('ends without a word when nobody reads what it prints', async () => {
    const outcome = cli.run(['conversations', 'watch', 'londo', '--json'], { stdout: 'gone' });
    expect(await outcome).toEqual({ code: 0, stdout: '', stderr: expect.stringMatching(/^watching londo/) as string });
  });
});
