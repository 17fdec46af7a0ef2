import { checkRenaming } from '../../../gateway/src/admin/check-message';
import { changeGroup, type GroupChangeOptions } from './change-group';

/** The same checks and the same write as behind `PATCH /api/message_groups/:uuid`. @param name absent: none any more. */
export async function renameGroup(given: string, name: string | undefined, options: GroupChangeOptions): Promise<void> {
  const { groupUuid, body } = checkRenaming({ groupUuid: given, body: { name: name ?? null } });
  await changeGroup(
    {
      groupUuid,
      make: (memberships, caller) => memberships.rename(groupUuid, { caller, name: body.name }),
      outcome: body.name === null ? 'it has no name' : 'it has this name',
    },
    options,
  );
}
