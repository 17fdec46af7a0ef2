import { type RenameUser, renameUser } from '../../../users/src/admin/rename-user';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import type { ChangeOptions } from '../where/options';
import { changeDatabase } from './change-database';

export async function renameUserOfDatabase(
  wanted: Omit<RenameUser, 'databaseUrl'>,
  options: ChangeOptions,
): Promise<void> {
  const person = await changeDatabase(options, (databaseUrl) => renameUser({ databaseUrl, ...wanted }));
  if (options.json) return printJson({ uuid: person.uuid, handle: person.handle, display_name: person.displayName });
  printTable(['handle', 'name', 'uuid'], [[person.handle, person.displayName, person.uuid]]);
}
