import { createDataSource } from '../database/create-data-source';
import { Database } from '../database/database';

/** Lends Postgres to a command, and closes the connections behind it. */
export async function withDatabase<Answer>(
  databaseUrl: string,
  work: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  const database = new Database(createDataSource(databaseUrl));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
