import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { PROJECT_ROOT } from '@local-stack/settings/project';

interface Variable {
  name: string;
  type: z.ZodType;
}

const ROOTS = ['apps', 'local-stack'].map((folder) => join(PROJECT_ROOT, folder));
const EXAMPLE = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
const ENTRY = /^# (?<sentence>.+)\n#(?<name>[A-Z_]+)=(?<value>.*)$/gm;

const entries = [...EXAMPLE.matchAll(ENTRY)].map(
  ({ groups }) => groups as { sentence: string; name: string; value: string },
);

/** Whatever a `*.config.ts` exports under a name that ends in `Variables`; the page's is that of its build. */
async function variablesInCode(): Promise<Variable[]> {
  const files = ROOTS.flatMap((root) =>
    readdirSync(root, { encoding: 'utf8', recursive: true })
      .filter((file) => file.endsWith('.config.ts') && !file.startsWith('web/'))
      .map((file) => join(root, file)),
  );
  const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>));
  return modules
    .flatMap((module) => Object.entries(module))
    .filter(([name]) => name.endsWith('Variables'))
    .flatMap(([, shape]) => Object.entries(shape as z.ZodRawShape))
    .map(([name, type]) => ({ name, type: type as z.ZodType }));
}

describe('.env.example', () => {
  it('explains every variable of every service and the commands once, and no other', async () => {
    const names = new Set((await variablesInCode()).map(({ name }) => name));
    expect(entries.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(EXAMPLE.match(/^#?[A-Z_]+=/gm)).toHaveLength(entries.length);
  });

  it('shows a value that the code accepts', async () => {
    for (const { name, type } of await variablesInCode()) {
      const value = entries.find((entry) => entry.name === name)?.value;
      expect({ name, accepted: type.safeParse(value).success }).toEqual({ name, accepted: true });
    }
  });

  it('shows the default of the code unless its sentence calls the value an example', async () => {
    for (const { name, type } of await variablesInCode()) {
      const entry = entries.find((candidate) => candidate.name === name);
      const fallback = type.safeParse(undefined);
      if (!entry || entry.sentence.includes('an example') || fallback.data === undefined) continue;
      expect({ name, value: type.parse(entry.value) }).toEqual({ name, value: fallback.data });
    }
  });
});
