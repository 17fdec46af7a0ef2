import type { GroupRowItem, MemberAttribute, TableKey } from '@app/common/table';
import { type GroupRowChange, type GroupRowMove, type GroupRowPosition, remainderOf } from '../rows/group-row-move';

/** What a row says of its conversation. */
export type RowFields = Omit<GroupRowItem, keyof TableKey>;

/** A row as it is found: one that is wrong may hold anything. */
export type FoundRow = { [Name in keyof RowFields]?: unknown };

/** What the messages say that a row should be: as far as `move`, at least, and beside `other`. */
export interface RowTruth {
  move: GroupRowMove;
  other: MemberAttribute;
}

export type Correction =
  /** There is no row. */
  | { kind: 'make' }
  /** The row is right, but behind. */
  | { kind: 'move'; change: GroupRowChange }
  /** The row says what no message, or no member, has ever made true. */
  | { kind: 'mend'; fields: Partial<RowFields> };

/**
 * What a row lacks. The row must have been read before the messages: then a row that is further than the newest of them
 * is wrong, since messages come first and stay.
 *
 * The read marker alone is the member's own word: it is only raised, to the last message that the member has sent, and
 * lowered only where it is beyond the newest message, which nobody can have read.
 */
export function correctionOf(row: FoundRow | undefined, truth: RowTruth): Correction | undefined {
  if (!row) return { kind: 'make' };
  const wrong = { ...wrongMessage(row, truth), ...wrongMarker(row, truth), ...wrongOther(row, truth.other) };
  const rest = remainderOf(truth.move, positionOf(row));
  if (Object.keys(wrong).length > 0) return { kind: 'mend', fields: { ...fieldsOf(rest), ...wrong } };
  return rest && { kind: 'move', change: rest };
}

/** What a change sets. */
export const fieldsOf = ({ last, readNumber }: GroupRowChange = {}): Partial<RowFields> => ({
  ...(last && { last_number: last.number, last_message_at: last.at, message: last.preview }),
  ...(readNumber !== undefined && { last_read_number: readNumber }),
});

function wrongMessage(row: FoundRow, { move: { last } }: RowTruth): Partial<RowFields> {
  const isSame = row.last_number === last.number && row.last_message_at === last.at && row.message === last.preview;
  const isBehind = isNumberUpTo(last.number - 1, row.last_number);
  return isSame || isBehind ? {} : fieldsOf({ last });
}

/** A marker beyond the last message becomes that one's number; one that is no number, that of the member's own last message. */
function wrongMarker(row: FoundRow, { move: { last, readNumber = 0 } }: RowTruth): Partial<RowFields> {
  if (isNumberUpTo(last.number, row.last_read_number)) return {};
  return { last_read_number: typeof row.last_read_number === 'number' ? last.number : readNumber };
}

/** Names change; those of a later version than the conversation's are on their way there too. */
function wrongOther(row: FoundRow, other: MemberAttribute): Partial<RowFields> {
  const isSame = row.user_handle === other.handle && row.user_display_name === other.display_name;
  const isLater = numberIn(row.user_version) > (other.version ?? 0);
  if (row.user_uuid === other.uuid && (isSame || isLater)) return {};
  return {
    user_uuid: other.uuid,
    user_handle: other.handle,
    user_display_name: other.display_name,
    ...(other.version !== undefined && { user_version: other.version }),
  };
}

export const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);

const positionOf = (row: FoundRow): GroupRowPosition => ({
  lastNumber: numberIn(row.last_number),
  lastReadNumber: numberIn(row.last_read_number),
});

const isNumberUpTo = (most: number, value: unknown): boolean => typeof value === 'number' && value <= most;
