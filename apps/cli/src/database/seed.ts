import { seedUsers } from '../../../users/src/admin/seed-users';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import type { ChangeOptions } from '../where/options';
import { changeDatabase } from './change-database';

export async function seedDatabase(options: ChangeOptions): Promise<void> {
  const people = await changeDatabase(options, seedUsers);
  if (options.json) return printJson(people);
  printTable(
    ['handle', 'name', 'uuid'],
    people.map(({ handle, displayName, uuid }) => [handle, displayName, uuid]),
  );
}
