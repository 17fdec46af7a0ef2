import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { POSTGRES_LOG_SETTINGS } from '@local-stack/backing/local/postgres-log-settings';

const ROOT = join(__dirname, '../..');
const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

it("logs as little of people in a container as in the stack's own process, and the document says how", () => {
  const { services } = parse(textOf('docker-compose.yml'), { merge: true }) as {
    services: { postgres: { command: string } };
  };
  expect(services.postgres.command.split(' -c ')).toEqual(['postgres', ...POSTGRES_LOG_SETTINGS]);
  for (const setting of POSTGRES_LOG_SETTINGS) expect(textOf('docs/security.md')).toContain(setting);
});
