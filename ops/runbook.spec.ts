import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readAlerts } from './prometheus/alerts';

const ROOT = join(__dirname, '..');
const RUNBOOK = 'docs/operations.md';

const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
  [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the runbook', () => {
  it.each(readAlerts())('has a chapter on $alert', ({ annotations }) => {
    const [page, anchor] = annotations!['runbook_url']!.split('#');
    expect(page).toBe(RUNBOOK);
    expect(anchorsOf(RUNBOOK)).toContain(anchor);
  });

  it('has no chapter on an alert that does not exist', () => {
    const [, chapter = ''] = textOf(RUNBOOK).split(/^## Alerts$/m);
    const headings = [...chapter.split(/^## /m)[0]!.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.sort()).toEqual(
      readAlerts()
        .map(({ alert }) => alert)
        .sort(),
    );
  });
});

const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...pagesIn('docs'), ...pagesIn('docs/decisions')];

describe('the documents', () => {
  it.each(PAGES)('have links that lead somewhere: %s', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => !link.includes('://') && !leadsSomewhere(page, link));
    expect(broken).toEqual([]);
  });
});

function pagesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  try {
    return anchor === undefined ? !!readAny(target) : anchorsOf(target).includes(anchor);
  } catch {
    return false;
  }
}

const readAny = (path: string): unknown => (path.endsWith('/') ? readdirSync(join(ROOT, path)) : textOf(path));
