import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '@local-stack/settings/project';

const ROOTS = ['apps', 'bench', 'libs', 'local-stack', 'ops', 'test'].map((folder) => join(PROJECT_ROOT, folder));
const CLASS = /^(?:export )?(?:default )?(?:abstract )?class (\w+)/gm;

const files = ROOTS.flatMap((root) =>
  readdirSync(root, { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => join(root, file)),
);

describe('the names of classes', () => {
  it('mean one class each, in the whole repository', () => {
    const names = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(CLASS)].map(([, name]) => name));
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
