import { checkEdit } from '../../../gateway/src/admin/check-message';
import { changeMessage, type MemberOptions } from './change-message';

export interface EditOptions extends MemberOptions {
  ifRevision?: number;
}

/** The same checks and the same write as behind `PATCH /api/messages/:uuid/:number`. */
export async function editMessage(
  { groupUuid, number, text }: { groupUuid: string; number: number; text: string },
  options: EditOptions,
): Promise<void> {
  const path = { message_group_uuid: groupUuid, number: String(number) };
  const checked = checkEdit({ path, ifMatch: undefined, body: { message: text } });
  const ifRevision = options.ifRevision === undefined ? undefined : [options.ifRevision];
  await changeMessage(
    {
      ...checked,
      make: (changing, userUuid) =>
        changing.edit(checked.groupUuid, number, { userUuid, text: checked.text, ifRevision }),
      outcome: 'has this text',
    },
    options,
  );
}
