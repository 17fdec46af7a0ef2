import { checkGroupUuid } from '../../../gateway/src/admin/check-message';
import { changeGroup, type GroupChangeOptions } from './change-group';

/** The same checks and the same write as behind `DELETE /api/message_groups/:uuid/members/@:handle`; of oneself it is to leave. */
export async function removeMember(given: string, handle: string, options: GroupChangeOptions): Promise<void> {
  const groupUuid = checkGroupUuid(given);
  await changeGroup(
    {
      groupUuid,
      handle,
      make: (memberships, caller, subject) => memberships.remove(groupUuid, { caller, handle: subject.handle }),
      outcome: `${handle} is not a member any more`,
    },
    options,
  );
}
