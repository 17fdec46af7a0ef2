import type { MessageItem } from '@app/common/table';
import { previewOf } from '@app/common/text';
import type { GroupRowChange, LastMessage } from './group-row-move';
import { joins } from './joins';

/** What an entry as it is now says of the row of one of its members. */
export function changeOfEntry(entry: MessageItem, userUuid: string): GroupRowChange & { last: LastMessage } {
  const { number, created_at: at, message } = entry;
  const preview = previewOf(message);
  const revision = textRevisionOf(entry);
  const last = { number, at, ...(entry.members_at !== undefined && { kind: entry.kind ?? 'message' }) };
  const isRead = entry.user_uuid === userUuid || joins(entry, userUuid);
  return {
    ...(revision === undefined ? { last: { ...last, preview } } : { last, changed: { number, revision, preview } }),
    ...(isRead && { readNumber: number }),
    ...(!isRead && countsForNobody(entry) && { uncountedNumber: number }),
  };
}

/** A change of the membership has a revision too, which is no text's. */
const isMembership = ({ kind }: MessageItem): boolean => kind !== undefined && kind !== 'message';

const countsForNobody = (entry: MessageItem): boolean => isMembership(entry) || entry.deleted_at !== undefined;

/** The revision that has left the text as it is. A reaction has not: it moves the message's own revision alone. */
const textRevisionOf = ({ deleted_at: deletedAt, revision, edit_revisions: edits = [] }: MessageItem) =>
  deletedAt === undefined ? edits.at(-1) : revision;
