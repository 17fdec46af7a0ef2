import { Client } from 'pg';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';

/** By what psql would go somewhere else than the address says, and than was asked about. */
const OTHER_PLACES = ['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGSERVICE', 'PGSERVICEFILE', 'PGDATABASE'];

/**
 * How psql is called: its password goes by the environment, since all users of a machine can read arguments.
 *
 * @throws CliError where the address has a secret for which psql has no variable.
 */
export function psqlCall(databaseUrl: string, inherited: NodeJS.ProcessEnv) {
  const url = new URL(databaseUrl);
  const password = url.searchParams.get('password') ?? new Client(databaseUrl).password;
  url.password = '';
  url.searchParams.delete('password');
  if (url.searchParams.has('sslpassword')) {
    const message = 'DATABASE_URL has a sslpassword, which everybody could read in psql’s arguments';
    throw new CliError(message, { exitCode: EXIT.wrongUse });
  }
  const kept = Object.entries(inherited).filter(([name]) => !OTHER_PLACES.includes(name));
  const environment = {
    ...Object.fromEntries(kept),
    PGAPPNAME: 'cruddur db connect',
    ...(password && { PGPASSWORD: password }),
  };
  return { address: url.href, environment };
}
