import { checkReaction } from '../../../gateway/src/admin/check-message';
import { changeMessage, type MemberOptions } from './change-message';

export interface ReactOptions extends MemberOptions {
  remove?: boolean;
}

/** The same checks and the same write as behind `PUT` and `DELETE /api/messages/:uuid/:number/reactions/:emoji`. */
export async function reactToMessage(
  given: { groupUuid: string; number: number; emoji: string },
  options: ReactOptions,
): Promise<void> {
  const { number } = given;
  const path = { message_group_uuid: given.groupUuid, number: String(number), emoji: given.emoji };
  const { groupUuid, emoji } = checkReaction(path);
  await changeMessage(
    {
      groupUuid,
      number,
      make: (changing, userUuid) =>
        options.remove
          ? changing.removeReaction(groupUuid, number, emoji, userUuid)
          : changing.addReaction(groupUuid, number, emoji, userUuid),
      outcome: `has ${options.remove ? 'no' : 'the'} reaction ${emoji} of ${options.as}`,
    },
    options,
  );
}
