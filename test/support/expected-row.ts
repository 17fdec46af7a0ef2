import type { Person } from '@app/common/contracts';
import { type GroupRowItem, groupRowKey, type MessageItem, type RevisionItem } from '@app/common/table';
import { previewOf } from '@app/common/text';

export interface StoredHistory {
  entries: MessageItem[];
  revisions: RevisionItem[];
  /** How far it was marked as read. */
  marked?: number;
  /** The newest number when the marker was moved back to `marked`; it had been nowhere further before. */
  forced?: number;
}

/** The row of a member by brute force over all that is stored, in its normal form. */
export function expectedRow(
  userUuid: string,
  other: Person,
  { entries, revisions, marked = 0, forced = 0 }: StoredHistory,
): GroupRowItem {
  const last = entries.reduce((newest, each) => (each.number > newest.number ? each : newest));
  const isOwn = (each: MessageItem): boolean => each.user_uuid === userUuid;
  const highest = (chosen: MessageItem[]): number => Math.max(0, ...chosen.map(({ number }) => number));
  const revision = Math.max(0, ...revisions.map((each) => each.revision));
  const texts = revisions.filter(({ kind, number }) => kind !== 'reacted' && number === last.number);
  const textRevision = Math.max(0, ...texts.map((each) => each.revision));
  const read = Math.max(marked, highest(entries.filter((each) => isOwn(each) && each.number > forced)));
  const seen = highest(entries.filter((each) => isOwn(each) && each.number <= forced));
  const deleted = entries.filter((each) => !isOwn(each) && each.deleted_at !== undefined);
  return normalRow({
    ...groupRowKey(userUuid, last.message_group_uuid),
    last_number: last.number,
    last_message_at: last.created_at,
    last_read_number: read,
    ...(revision > 0 && { revision }),
    message: previewOf(last.message),
    ...(textRevision > 0 && { preview_number: last.number, preview_revision: textRevision }),
    uncounted_number: Math.max(forced, highest(deleted)),
    ...(forced > 0 && { forced_number: forced }),
    seen_number: seen,
    user_uuid: other.uuid,
    user_handle: other.handle,
    user_display_name: other.displayName,
  });
}

/** Without what means nothing: the tag of a preview that is gone, and places that are not above the read marker. */
export function normalRow(row: GroupRowItem): GroupRowItem {
  const { preview_number, preview_revision, uncounted_number, seen_number, ...rest } = row;
  const isAbove = (number: number | undefined): number is number =>
    number !== undefined && number > row.last_read_number;
  return {
    ...rest,
    ...(preview_number !== undefined && preview_number >= row.last_number && { preview_number, preview_revision }),
    ...(isAbove(uncounted_number) && { uncounted_number }),
    ...(isAbove(seen_number) && { seen_number }),
  };
}
