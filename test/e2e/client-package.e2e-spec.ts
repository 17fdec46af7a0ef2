import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { minify } from '@swc/core';
import 'fake-indexeddb/auto';
import { ScriptedGateway } from '../../libs/client/src/for-tests/scripted-gateway';
import { PROJECT_ROOT } from '../../local-stack/settings/project';
import { ProjectWithClient } from '../support/packed-client';

const LIMIT_KB = 15;
/** What a browser and Node have in common. */
const OF_THE_WEB = [
  'AbortController',
  'AbortSignal',
  'URL',
  'URLSearchParams',
  'crypto',
  'fetch',
  'setTimeout',
  'clearTimeout',
  'queueMicrotask',
] as const;
const USE = `
const client = new CruddurClient({ url, token: () => 'a-token' });
const outbox = await Outbox.open({ client, store: await IndexedDbOutboxStore.open('mine') });
const { number } = await outbox.send({ handle: 'bayko', message: 'hi' });
`;

describe('the package of the client', () => {
  let project: ProjectWithClient;
  let gateway: ScriptedGateway;

  beforeAll(async () => {
    project = await ProjectWithClient.make();
    gateway = await ScriptedGateway.start([{ body: { number: 7 } }]);
  });
  afterAll(async () => {
    await gateway.stop();
    await project.forget();
  });

  const filesOf = async (build: 'esm' | 'cjs', ending: string): Promise<string[]> => {
    const folder = join(project.packageFolder, 'dist', build);
    const names = await readdir(folder, { recursive: true });
    return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
  };

  it('has two builds with their types, and nothing beside', async () => {
    const names = await readdir(project.packageFolder, { recursive: true });
    const files = names.filter((name) => /\.\w+$/.test(name) && !/^dist\/(esm|cjs)\/.*\.js$|\.d\.ts$/.test(name));
    expect(files.sort()).toEqual(['README.md', 'dist/cjs/package.json', 'dist/esm/package.json', 'package.json']);
    expect(names).toContain('LICENSE');
    expect(names.filter((name) => /spec|for-tests/.test(name))).toEqual([]);
    expect((await filesOf('esm', '.js')).length).toBe((await filesOf('cjs', '.d.ts')).length);
  });

  it(`is less than ${LIMIT_KB} KB, minified and compressed`, async () => {
    const files = (await filesOf('esm', '.js')).filter((file) => !file.includes('/node/'));
    const minified = await Promise.all(
      files.map(async (file) => (await minify(await readFile(file, 'utf8'), { module: true })).code),
    );
    const bytes = gzipSync(minified.join('')).length;
    process.stdout.write(`@cruddur/client: ${bytes} bytes\n`);
    expect(bytes).toBeLessThan(LIMIT_KB * 1024);
  });

  it.each([
    [
      'a module',
      'use.mjs',
      `import { CruddurClient, CruddurError } from '@cruddur/client'; import { FileOutboxStore } from '@cruddur/client/node';`,
    ],
    [
      'CommonJS',
      'use.cjs',
      `const { CruddurClient, CruddurError } = require('@cruddur/client'); const { FileOutboxStore } = require('@cruddur/client/node');`,
    ],
  ])('is loaded by %s', async (_how, file, load) => {
    const use = `new CruddurClient({ url: process.env.URL }).send({ handle: 'bayko', message: 'hi' }).then((sent) =>
      console.log(sent.number, new CruddurError('no answer').retriable, typeof FileOutboxStore.open));`;
    await project.write(file, `${load}\n${use}`);
    expect((await project.node([file], { URL: gateway.url })).stdout).toBe('7 true function\n');
  });

  it.each([
    ['a browser', { lib: ['es2023', 'dom'], types: [], module: 'esnext', moduleResolution: 'bundler' }],
    ['Node, as CommonJS', { lib: ['es2023'], types: ['node'], module: 'nodenext', moduleResolution: 'nodenext' }],
  ])('has types for %s', async (_where, options) => {
    const source = (message: string) => `
      import { CruddurClient, CruddurError, IndexedDbOutboxStore, Outbox, type SentMessage } from '@cruddur/client';
      declare const url: string;
      export const run = async (): Promise<SentMessage> => {${USE} void number; return client.send(${message}); };
      export const isLost = (error: unknown) => error instanceof CruddurError && error.codes.includes('message_blank');`;
    const compilerOptions = {
      ...options,
      target: 'es2022',
      strict: true,
      noEmit: true,
      typeRoots: [join(PROJECT_ROOT, 'node_modules/@types')],
    };
    await project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    const compiler = join(PROJECT_ROOT, 'node_modules/typescript/bin/tsc');
    await project.write('use.ts', source(`{ handle: 'bayko', message: 'hi' }`));
    await project.node([compiler]);
    await project.write('use.ts', source(`{ handle: 'bayko' }`));
    await expect(project.node([compiler])).rejects.toMatchObject({
      stdout: expect.stringContaining(`not assignable to parameter of type 'MessageToSend'`) as string,
    });
  });

  it('needs nothing that a browser has not', async () => {
    const globals = Object.fromEntries(OF_THE_WEB.map((name) => [name, globalThis[name]]));
    const context = createContext({
      ...globals,
      indexedDB: Reflect.get(globalThis, 'indexedDB') as unknown,
      url: gateway.url,
    });
    const modules = new Map<string, object>();
    const load = (file: string): object => {
      const known = modules.get(file);
      if (known) return known;
      const exports = {};
      modules.set(file, exports);
      const source = `(function (exports, require) {${readFileSync(file, 'utf8')}\n})`;
      const run = runInContext(source, context) as (into: object, require: (name: string) => object) => void;
      run(exports, (name) => load(join(dirname(file), name)));
      return exports;
    };
    const client = load(join(project.packageFolder, 'dist/cjs/index.js'));
    const use = `(async ({ CruddurClient, Outbox, IndexedDbOutboxStore }) => {${USE} return number; })`;
    const used = runInContext(use, context) as (of: object) => Promise<number>;
    await expect(used(client)).resolves.toBe(7);
  });
});
