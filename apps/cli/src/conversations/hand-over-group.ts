import { checkGroupUuid } from '../../../gateway/src/admin/check-message';
import { changeGroup, type GroupChangeOptions } from './change-group';

/** The same checks and the same write as behind `PUT /api/message_groups/:uuid/owner`. */
export async function handOverGroup(given: string, handle: string, options: GroupChangeOptions): Promise<void> {
  const groupUuid = checkGroupUuid(given);
  await changeGroup(
    {
      groupUuid,
      handle,
      make: (memberships, caller, subject) => memberships.handOver(groupUuid, { caller, handle: subject.handle }),
      outcome: `${handle} is the owner`,
    },
    options,
  );
}
