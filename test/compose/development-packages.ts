import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

interface Lock {
  packages: Record<string, { dev?: boolean }>;
}

/** Where the packages lie that nothing in production needs. */
export function developmentPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package-lock.json'), 'utf8')) as Lock;
  return Object.entries(packages)
    .filter(([, { dev }]) => dev)
    .map(([place]) => place);
}
