import { type Entry, MESSAGE, type ReactorItem, reactorKey, type RevisionItem, revisionKey } from '@app/common/table';
import { presentRequest, toMembersThen } from '../messages/message-items';
import type { Change, NextRevision } from './revision';

export function toRevisionItem(next: NextRevision): RevisionItem {
  const { groupUuid, number, sender } = next.before.message;
  return {
    ...revisionKey(groupUuid, next.revision),
    kind: next.change.kind,
    message_group_uuid: groupUuid,
    revision: next.revision,
    number,
    user_uuid: next.userUuid,
    sender_uuid: sender.uuid,
    created_at: next.createdAt,
    ...toMembersThen(next.memberUuids, next.membersAt),
    ...told(next.change),
    ...presentRequest(),
  };
}

function told(change: Change): Pick<RevisionItem, 'message' | 'message_before' | 'reactions' | 'changes'> {
  if (change.kind === 'edited') return { message: change.text, message_before: change.textBefore };
  if (change.kind === 'deleted') return {};
  const changes = change.changes.map(({ userUuid, emoji, added }) => ({ user_uuid: userUuid, emoji, added }));
  return { reactions: change.reactions, changes };
}

/** Of an entry's item, what changes may change; undefined where it has none. */
export const changingAttributes = ({ message, editRevisions }: Entry) => ({
  [MESSAGE.text]: message.text,
  [MESSAGE.revision]: message.revision,
  [MESSAGE.editedAt]: message.editedAt,
  [MESSAGE.editRevisions]: editRevisions.length > 0 ? editRevisions : undefined,
  [MESSAGE.deletedAt]: message.deletedAt,
  [MESSAGE.reactions]: message.reactions,
  [MESSAGE.replyTo]: message.replyTo,
});

/** One without any emoji is kept: its revision says that nothing is what came of the last change. */
export function toReactorItem(next: NextRevision, userUuid: string, emojis: string[]): ReactorItem {
  const { groupUuid, number } = next.before.message;
  return { ...reactorKey(groupUuid, number, userUuid), emojis, revision: next.revision };
}
