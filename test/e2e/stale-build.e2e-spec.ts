import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

/** A project with a command line of one line, and the real way of starting and building it. */
describe('what cruddur runs of sources that have changed', () => {
  const root = mkdtempSync(join(tmpdir(), 'cruddur-'));
  const main = join(root, 'apps/cli/src/main.ts');

  beforeAll(() => {
    for (const folder of ['apps/cli/src', 'libs', 'local-stack']) mkdirSync(join(root, folder), { recursive: true });
    for (const file of ['nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json', 'apps/cli/bin']) {
      cpSync(join(PROJECT_ROOT, file), join(root, file), { recursive: true });
    }
    symlinkSync(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const cruddur = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [join(root, 'apps/cli/bin/cruddur.js'), ...args], { encoding: 'utf8' });

  it('builds before it starts or restarts a service, and no more than that', () => {
    writeFileSync(main, "console.log('one');");
    expect(cruddur('start')).toMatchObject({ stdout: 'one\n', stderr: expect.stringContaining('building') as string });
    expect(cruddur('start')).toMatchObject({ stdout: 'one\n', stderr: '' });
    writeFileSync(main, "console.log('two');");
    expect(cruddur('stack', 'status')).toMatchObject({ stdout: 'one\n', stderr: '' });
    expect(cruddur('stack', 'restart', 'x')).toMatchObject({ stdout: 'two\n', status: 0 });
  });

  it('runs nothing for as long as the sources have an error', () => {
    writeFileSync(main, "console.log('three' * 2);");
    expect(cruddur('stack', 'restart', 'x')).toMatchObject({ status: 1, stdout: '' });
    expect(cruddur('start')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('TS2362') as string,
    });
    writeFileSync(main, "console.log('three');");
    expect(cruddur('start')).toMatchObject({ status: 0, stdout: 'three\n' });
  });
});
