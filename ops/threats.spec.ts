import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const SECURITY = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

/** The rows of the chapter's table, without its head. */
function threats(): { threat: string; tests: string[] }[] {
  const [, chapter = ''] = SECURITY.split(/^## Threats$/m);
  const rows = chapter
    .split(/^## /m)[0]!
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => {
    const [threat = '', , held = ''] = row.slice(1, -1).split(' | ');
    return { threat: threat.trim(), tests: [...held.matchAll(/`([^`]+)`/g)].map(([, path]) => path!) };
  });
}

it('are listed', () => {
  expect(threats().length).toBeGreaterThan(20);
});

it.each(threats())('are answered by what a test holds: $threat', ({ tests }) => {
  expect(tests).not.toEqual([]);
  expect(tests.filter((path) => !/[.-]spec\.ts$/.test(path) || !existsSync(join(ROOT, path)))).toEqual([]);
});
