import { Client } from 'pg';
import { services } from './services';
import { uniqueName } from './unique';

export interface TestDatabase {
  url: string;
  query: (sql: string) => Promise<Record<string, unknown>[]>;
  drop: () => Promise<void>;
}

/** An empty database for one test file alone, with what stands behind its name where it is made. */
export async function createTestDatabase(options = ''): Promise<TestDatabase> {
  const serverUrl = services().DATABASE_URL;
  const name = uniqueName('users').replaceAll('-', '_');
  const url = new URL(serverUrl);
  url.pathname = name;
  await query(serverUrl, `CREATE DATABASE ${name} ${options}`);
  return {
    url: url.href,
    query: (sql) => query(url.href, sql),
    drop: async () => {
      await query(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
