import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CliError } from '@local-stack/terminal/cli-error';
import { databaseUrl } from '../services/postgres';
import type { ConfirmedOptions } from '../where/options';
import { confirmChange } from '../confirmation/confirm-change';
import { findTarget } from '../where/target';
import { psqlCall } from './psql-call';

/** Becomes psql, and ends as it does. */
export async function connect(psqlArguments: string[], options: ConfirmedOptions): Promise<void> {
  const target = await findTarget(options);
  await confirmChange(target, options, 'database');
  const { address, environment } = psqlCall(databaseUrl(target), process.env);
  // Ctrl-C is for psql, which ends a query by it.
  process.on('SIGINT', () => undefined);
  const psql = spawn('psql', [address, ...psqlArguments], { stdio: 'inherit', env: environment });
  try {
    const [code] = (await once(psql, 'exit')) as [number | null];
    process.exitCode = code ?? 1;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new CliError('psql is not installed: it comes with the package postgresql-client, or libpq on macOS');
  }
}
