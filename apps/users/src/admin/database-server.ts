import { Client, DatabaseError, escapeIdentifier } from 'pg';

/** Every server has it; who creates or drops another database is connected to this one. */
const MAINTENANCE_DATABASE = 'postgres';
const RENAME_ATTEMPTS = 10;

export interface DatabaseSession {
  pid: number;
  user: string;
  application: string;
  /** Null for a connection through a socket of the machine itself. */
  client: string | null;
  state: string | null;
  since: string;
  query: string;
}

/** The Postgres server that a database URL leads to, and the database that it names there, which may not exist. */
export class DatabaseServer {
  private readonly name: string;

  constructor(readonly databaseUrl: string) {
    this.name = new Client(databaseUrl).database ?? '';
  }

  /** @returns false, and changes nothing, where the database exists. */
  async create(): Promise<boolean> {
    return this.run(async (client) => {
      if (await exists(client, this.name)) return false;
      await client.query(`CREATE DATABASE ${escapeIdentifier(this.name)}`);
      return true;
    });
  }

  /** Ends whoever is connected where `force` asks for it; fails otherwise. @returns false where there is no database. */
  async drop({ force }: { force: boolean }): Promise<boolean> {
    return this.run(async (client) => {
      if (!(await exists(client, this.name))) return false;
      await client.query(`DROP DATABASE ${escapeIdentifier(this.name)}${force ? ' WITH (FORCE)' : ''}`);
      return true;
    });
  }

  /** Who is connected to the database. */
  sessions(): Promise<DatabaseSession[]> {
    return this.run(async (client) => {
      const { rows } = await client.query<DatabaseSession>(
        `SELECT pid, usename AS user, application_name AS application, host(client_addr) AS client, state,
                to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since, query
         FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid() ORDER BY backend_start`,
        [this.name],
      );
      return rows;
    });
  }

  /** @returns how many sessions this has ended. */
  endSessions(): Promise<number> {
    return this.run((client) => endSessions(client, this.name));
  }

  /**
   * Lets this database take the name of `old`, which is then gone; whoever is connected to either is thrown out. Until
   * then everybody finds the old one, and at no moment none.
   */
  replace(old: string): Promise<void> {
    const aside = `${old}_replaced`;
    return this.run(async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(aside)} WITH (FORCE)`);
      await this.rename(client, old, aside);
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(aside)} WITH (FORCE)`);
    });
  }

  /** The same server, another database. */
  urlOf(database: string): string {
    const url = new URL(this.databaseUrl);
    url.pathname = `/${encodeURIComponent(database)}`;
    return url.href;
  }

  /** Both names change together. A client that was disconnected may come back before that; then it is tried again. */
  private async rename(client: Client, old: string, aside: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      for (const name of [this.name, old]) await endSessions(client, name);
      try {
        await client.query('BEGIN');
        if (await exists(client, old)) await client.query(renaming(old, aside));
        await client.query(renaming(this.name, old));
        await client.query('COMMIT');
        return;
      } catch (error) {
        await client.query('ROLLBACK');
        if (attempt === RENAME_ATTEMPTS || !isInUse(error)) throw error;
      }
    }
  }

  private async run<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> {
    const client = new Client({ connectionString: this.urlOf(MAINTENANCE_DATABASE), connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

async function exists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  return rowCount === 1;
}

async function endSessions(client: Client, name: string): Promise<number> {
  const { rowCount } = await client.query(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
    [name],
  );
  return rowCount ?? 0;
}

const renaming = (from: string, to: string): string =>
  `ALTER DATABASE ${escapeIdentifier(from)} RENAME TO ${escapeIdentifier(to)}`;

const isInUse = (error: unknown): boolean => error instanceof DatabaseError && error.code === '55006';
