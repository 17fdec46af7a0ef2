import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectorTargets } from '../../test/support/debugger';
import { eventually } from '../../test/support/eventually';
import { freePort } from '../ports/free-port';
import { isRunning } from './pid-file';
import { Stack } from './stack';
import { SupervisedProcess } from './supervised-process';

const SERVER = `
  const server = require('node:http').createServer((_, answer) => answer.end('hello'));
  server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('listening'));
`;

describe('a supervised process', () => {
  let stateFolder: string;
  let port: number;
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

  async function supervise(script: string, inspectorPort?: number): Promise<SupervisedProcess> {
    port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    running = new SupervisedProcess(
      {
        name: 'server',
        address,
        ports: [port],
        inspectorPort,
        stateFolder,
        command: process.execPath,
        args: ['-e', script],
        environment: { ...process.env, PORT: String(port), SERVER, CHILD: join(stateFolder, 'child') },
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

  it('says why it does not start, and not where in the code that was', async () => {
    const server = await supervise(
      `function deep(n) { if (n > 0) deep(n - 1); else throw new Error('no locale'); } deep(9)`,
    );
    await expect(server.start()).rejects.toThrow(/with code 1 \(log: [^)]*\)\n {2}Error: no locale$/);
  });

  it('lets a debugger attach once it is restarted for one, until it is restarted for none', async () => {
    const inspectorPort = await freePort();
    const stack = new Stack(() => undefined);
    await stack.start([await supervise(SERVER, inspectorPort)]);
    await expect(inspectorTargets(inspectorPort)).rejects.toThrow();
    expect(await stack.restartPart('server', { inspect: true })).toBe(inspectorPort);
    expect(await inspectorTargets(inspectorPort)).toMatchObject([{ type: 'node' }]);
    expect(await stack.restartPart('server')).toBe(inspectorPort);
    expect(await inspectorTargets(inspectorPort)).toMatchObject([{ type: 'node' }]);
    expect(await stack.restartPart('server', { inspect: false })).toBeUndefined();
    await expect(inspectorTargets(inspectorPort)).rejects.toThrow();
  });

  it('goes on as it is where no debugger can attach', async () => {
    const stack = new Stack(() => undefined);
    const server = await supervise(SERVER);
    await stack.start([server]);
    const pid = await server.pid();
    await expect(stack.restartPart('server', { inspect: true })).rejects.toThrow('server is no service of ours');
    expect(await server.pid()).toBe(pid);
  });

  it('is started again when it dies', async () => {
    const server = await supervise(SERVER);
    await server.start();
    const first = await server.pid();
    process.kill(first!, 'SIGKILL');
    await eventually(() => expect(lines.at(-1)).toBe('server is back'));
    expect(lines[0]).toBe('server ended by SIGKILL; starting it again in 0.1 s');
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

  it('is started again after a short pause each time, as long as it comes up in between', async () => {
    const server = await supervise(SERVER);
    await server.start();
    for (const time of [1, 2, 3]) {
      process.kill((await server.pid())!, 'SIGKILL');
      await eventually(() => expect(lines.filter((line) => line === 'server is back')).toHaveLength(time));
    }
    expect(lines.filter((line) => line.includes('starting it again in 0.1 s'))).toHaveLength(3);
  });

  it('takes no answer of somebody else for its own', async () => {
    const server = await supervise(SERVER);
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expect(server.start()).rejects.toThrow(`port ${port} is in use by `);
    other.close();
    await once(other, 'close');
    await server.start();
  });

  it('is not ready while somebody else has its port, whatever that answers', async () => {
    const server = await supervise(`
      const { existsSync } = require('node:fs');
      const own = require('node:http').createServer((_, answer) => answer.end('hello'));
      const again = () => setTimeout(() => {
        if (existsSync(process.env.CHILD)) own.listen(Number(process.env.PORT), '127.0.0.1');
        else again();
      }, 20);
      own.on('error', again);
      again();
    `);
    let isReady = false;
    const started = server.start().then(() => (isReady = true));
    await eventually(async () => expect(await server.pid()).toBeDefined());
    const other = createHttpServer((_, answer) => answer.end('hello')).listen(port, '127.0.0.1');
    await once(other, 'listening');
    await writeFile(join(stateFolder, 'child'), '');
    for (const _look of [1, 2, 3]) await expect(server.probe()).rejects.toThrow(`port ${port} is taken by `);
    expect(isReady).toBe(false);
    other.close();
    await started;
    await expect(server.probe()).resolves.toBeUndefined();
  });

  describe('that has started one itself, which has its port', () => {
    const WRAPPER = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', process.env.SERVER], { stdio: 'inherit' });
      require('node:fs').writeFileSync(process.env.CHILD, String(child.pid));
      process.on('SIGTERM', () => child.kill() && process.exit());
    `;
    const childPid = async (): Promise<number> => Number(await readFile(join(stateFolder, 'child'), 'utf8'));

    it('is started again when it is killed, after the other has ended', async () => {
      const wrapper = await supervise(WRAPPER);
      await wrapper.start();
      const child = await childPid();
      process.kill((await wrapper.pid())!, 'SIGKILL');
      await eventually(() => expect(lines.at(-1)).toBe('server is back'));
      expect(isRunning(child)).toBe(false);
      expect(lines).toEqual(['server ended by SIGKILL; starting it again in 0.1 s', 'server is back']);
      expect(isRunning(await childPid())).toBe(true);
    });

    it('leaves nothing running when it is stopped at that moment', async () => {
      const wrapper = await supervise(WRAPPER);
      await wrapper.start();
      process.kill((await wrapper.pid())!, 'SIGKILL');
      await eventually(() => expect(lines).not.toEqual([]));
      await wrapper.stop();
      expect(isRunning(await childPid())).toBe(false);
    });
  });
});
