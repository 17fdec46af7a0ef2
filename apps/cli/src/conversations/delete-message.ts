import { checkDeletion } from '../../../gateway/src/admin/check-message';
import { changeMessage, type MemberOptions } from './change-message';

/** The same checks and the same write as behind `DELETE /api/messages/:uuid/:number`. */
export async function deleteMessage(given: string, number: number, options: MemberOptions): Promise<void> {
  const path = { message_group_uuid: given, number: String(number) };
  const { groupUuid } = checkDeletion({ path, ifMatch: undefined });
  await changeMessage(
    {
      groupUuid,
      number,
      make: (changing, userUuid) => changing.delete(groupUuid, number, { userUuid }),
      outcome: 'is deleted',
    },
    options,
  );
}
