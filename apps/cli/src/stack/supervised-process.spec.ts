import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../../test/support/eventually';
import { freePort } from './free-port';
import { SupervisedProcess } from './supervised-process';

const SERVER = `
  const server = require('node:http').createServer((_, answer) => answer.end('hello'));
  server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
`;

describe('a supervised process', () => {
  let stateFolder: string;
  let lines: string[];
  let running: SupervisedProcess | undefined;

  beforeEach(async () => {
    stateFolder = await mkdtemp(join(tmpdir(), 'supervised-'));
    lines = [];
  });
  afterEach(async () => {
    await running?.kill('SIGKILL');
    running = undefined;
    await rm(stateFolder, { recursive: true, force: true });
  });

  async function supervise(script: string): Promise<SupervisedProcess> {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    running = new SupervisedProcess(
      {
        name: 'server',
        address,
        stateFolder,
        command: process.execPath,
        args: ['-e', script],
        environment: { ...process.env, PORT: String(port) },
        probe: async () => void (await fetch(address)),
      },
      (line) => lines.push(line),
    );
    return running;
  }

  it('has started when it answers, and logs to its file', async () => {
    const server = await supervise(SERVER);
    await server.start();
    await expect(server.probe()).resolves.toBeUndefined();
    expect(await readFile(server.logFile, 'utf8')).toBe('listening\n');
  });

  it('says why it does not start, with the end of its log', async () => {
    const server = await supervise(`console.error('no such table'); process.exit(3)`);
    await expect(server.start()).rejects.toThrow(/server does not start: ended by itself with code 3[^]*no such table/);
    expect(lines).toEqual([]);
  });

  it('is started again when it dies', async () => {
    const server = await supervise(SERVER);
    await server.start();
    const first = await server.pid();
    process.kill(first!, 'SIGKILL');
    await eventually(() => expect(lines.at(-1)).toBe('server is back'));
    expect(lines[0]).toBe('server ended by SIGKILL; starting it again in 0.5 s');
    expect(await server.pid()).not.toBe(first);
    await expect(server.probe()).resolves.toBeUndefined();
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'stays away when it was ended by %s on purpose, until it is started',
    async (signal) => {
      const server = await supervise(SERVER);
      await server.start();
      await server.kill(signal);
      expect(await server.pid()).toBeUndefined();
      await expect(server.probe()).rejects.toThrow('not running');
      expect(lines).toEqual([]);
      await server.start();
      await expect(server.probe()).resolves.toBeUndefined();
    },
  );

  it('can be stopped while it waits for its restart', async () => {
    const server = await supervise(SERVER);
    await server.start();
    process.kill((await server.pid())!, 'SIGKILL');
    await eventually(() => expect(lines).not.toEqual([]));
    await server.stop();
    expect(await server.pid()).toBeUndefined();
  });
});
