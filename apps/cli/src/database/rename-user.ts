import { loadConfig } from '@app/common/config';
import { type RenameUser, renameUser } from '../../../users/src/admin/rename-user';
import { renamingVariables } from '../../../users/src/admin/variables';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import type { ChangeOptions } from '../where/options';
import { changeDatabase } from './change-database';

export async function renameUserOfDatabase(
  wanted: Pick<RenameUser, 'userUuid' | 'handle'>,
  options: ChangeOptions,
): Promise<void> {
  const { HANDLE_KEPT_FOR: keptForSeconds } = loadConfig(renamingVariables);
  const person = await changeDatabase(options, (databaseUrl) => renameUser({ databaseUrl, keptForSeconds, ...wanted }));
  if (options.json) return printJson({ uuid: person.uuid, handle: person.handle, display_name: person.displayName });
  printTable(['handle', 'name', 'uuid'], [[person.handle, person.displayName, person.uuid]]);
}
