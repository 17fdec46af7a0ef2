import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

interface Lock {
  packages: Record<string, { dev?: boolean }>;
}

/** Where the packages lie that nothing in production needs. Prettier is among them: what asks for it does not use it. */
export function developmentPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package-lock.json'), 'utf8')) as Lock;
  const places = Object.entries(packages).filter(([, { dev }]) => dev);
  return [...places.map(([place]) => place), 'node_modules/prettier'];
}
