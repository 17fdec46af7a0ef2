import type { MessageItem } from '@app/common/table';
import { previewOf } from '@app/common/text';
import type { GroupRowChange, LastMessage } from './group-row-move';

/** What a message as it is now says of the row of one of its members. */
export function changeOfEntry(entry: MessageItem, userUuid: string): GroupRowChange & { last: LastMessage } {
  const { number, created_at: at, message } = entry;
  const preview = previewOf(message);
  const revision = textRevisionOf(entry);
  const isOwn = entry.user_uuid === userUuid;
  return {
    ...(revision === undefined
      ? { last: { number, at, preview } }
      : { last: { number, at }, changed: { number, revision, preview } }),
    ...(isOwn && { readNumber: number }),
    ...(!isOwn && entry.deleted_at !== undefined && { uncountedNumber: number }),
  };
}

/** The revision that has left the text as it is. A reaction has not: it moves the message's own revision alone. */
const textRevisionOf = ({ deleted_at: deletedAt, revision, edit_revisions: edits = [] }: MessageItem) =>
  deletedAt === undefined ? edits.at(-1) : revision;
