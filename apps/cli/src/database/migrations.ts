import { migrate, rollback } from '../../../users/src/admin/migrate';
import { printJson } from '../output/json';
import type { ChangeOptions } from '../where/options';
import { changeDatabase } from './change-database';

export async function migrateDatabase(options: ChangeOptions): Promise<void> {
  const migrations = await changeDatabase(options, migrate);
  if (options.json) return printJson({ migrations });
  if (migrations.length === 0) console.log('the schema is up to date');
  for (const migration of migrations) console.log(`${migration} is applied`);
}

export async function rollbackDatabase(options: ChangeOptions): Promise<void> {
  const migration = (await changeDatabase(options, rollback)) ?? null;
  if (options.json) return printJson({ migration });
  console.log(migration === null ? 'there is no migration to take back' : `${migration} is taken back`);
}
