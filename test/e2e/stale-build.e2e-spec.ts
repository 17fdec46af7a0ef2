import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

const PAGE_CONFIG = "export default { root: __dirname, build: { outDir: '../../dist/web', emptyOutDir: true } };";

/** A project with a command line of one line, and the real way of starting and building it. */
describe('what cruddur runs of sources that have changed', () => {
  const root = mkdtempSync(join(tmpdir(), 'cruddur-'));
  const main = join(root, 'apps/cli/src/main.ts');

  beforeAll(() => {
    for (const folder of ['apps/cli/src', 'apps/web', 'libs/client/src', 'local-stack'])
      mkdirSync(join(root, folder), { recursive: true });
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

  it('builds the page too, where one of its sources has changed', () => {
    const page = join(root, 'apps/web/index.html');
    const shown = (): string => readFileSync(join(root, 'dist/web/index.html'), 'utf8');
    writeFileSync(page, '<p>one</p>');
    writeFileSync(join(root, 'apps/web/vite.config.ts'), PAGE_CONFIG);
    expect(cruddur('start')).toMatchObject({ stderr: expect.stringContaining('building the page') as string });
    expect(shown()).toContain('<p>one</p>');
    expect(cruddur('start')).toMatchObject({ stderr: '' });
    writeFileSync(page, '<script type="module" src="./nowhere.ts"></script>');
    expect(cruddur('start')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('nowhere.ts') as string,
    });
    expect(shown()).toContain('<p>one</p>');
    writeFileSync(page, '<p>two</p>');
    expect(cruddur('start').status).toBe(0);
    expect(shown()).toContain('<p>two</p>');
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
