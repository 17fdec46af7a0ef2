import { isDeepStrictEqual } from 'node:util';
import { type GroupRowItem, type MemberAttribute, type TableKey, toSpanAttributes } from '@app/common/table';
import { type GroupRowChange, type GroupRowKey, type GroupRowPosition, remainderOf } from '../rows/group-row-move';
import { shownKind } from '../rows/group-row-update';
import { groupAttributes, type WholeChange } from '../rows/new-row';

/** What a row says of its conversation. */
export type RowFields = Omit<GroupRowItem, keyof TableKey>;

/** A row as it is found: one that is wrong may hold anything. */
export type FoundRow = { [Name in keyof RowFields]?: unknown };

/** What is to be set of a row; what is undefined is to be taken away. */
export type MendedFields = { [Name in keyof RowFields]?: RowFields[Name] | undefined };

/** What the table says that a member's row should be: as far as `change`, at least, and of two `withWhom`. */
export interface RowTruth {
  key: GroupRowKey;
  change: WholeChange;
  withWhom?: MemberAttribute;
}

export type Correction =
  /** There is no row. */
  | { kind: 'make' }
  /** The row is right, but behind. */
  | { kind: 'move'; change: GroupRowChange }
  /** The row says what no message, or no member, has ever made true. */
  | { kind: 'mend'; fields: MendedFields };

/**
 * What a row lacks. The row must have been read before the messages and revisions: then a row that is further than the
 * newest of them is wrong, since they come first and stay.
 *
 * The read marker is the member's own word: it is only raised, to the last message that the member has sent since it was
 * moved back, and lowered only where it is beyond the newest message, which nobody can have read. What else the member has
 * set is left alone.
 */
export function correctionOf(row: FoundRow | undefined, { change, withWhom }: RowTruth): Correction | undefined {
  if (!row) return { kind: 'make' };
  const rest = remainderOf(change, positionIn(row));
  const behind = fieldsOf(rest);
  const marked = { ...behind, ...wrongMarker(row, change) };
  const wrong = {
    ...wrongMessage(row, change),
    ...wrongRevision(row, change),
    ...wrongMarker(row, change),
    ...wrongUncounted({ ...row, ...marked }, change),
    ...(withWhom && wrongWith(row, withWhom)),
    ...wrongGroup(row, change),
    ...wrongSpans(row, change),
  };
  if (Object.keys(wrong).length > 0) return { kind: 'mend', fields: { ...behind, ...wrong } };
  return rest && { kind: 'move', change: rest };
}

/** What a change sets. */
export const fieldsOf = (change: GroupRowChange = {}): MendedFields => {
  const { last, changed, revision, readNumber, seenNumber, uncountedNumber } = change;
  return {
    ...(last && { last_number: last.number, last_message_at: last.at }),
    ...(last?.kind !== undefined && { last_kind: shownKind(last) }),
    ...(last?.preview !== undefined && { message: last.preview }),
    ...(changed && {
      message: changed.preview,
      preview_number: changed.number,
      preview_revision: changed.revision,
    }),
    ...(revision !== undefined && { revision }),
    ...(readNumber !== undefined && { last_read_number: readNumber }),
    ...(seenNumber !== undefined && { seen_number: seenNumber }),
    ...(uncountedNumber !== undefined && { uncounted_number: uncountedNumber }),
    ...(change.group && { group_name: undefined }),
    ...groupAttributes(change),
  };
};

function wrongMessage(row: FoundRow, { last, changed }: WholeChange): MendedFields {
  const isSame =
    row.last_number === last.number && row.last_message_at === last.at && row.last_kind === shownKind(last);
  const isBehind = isNumberUpTo(last.number - 1, row.last_number);
  if ((isSame || isBehind) && isPreviewRight(row, { last, changed })) return {};
  const isTagAhead = row.preview_number !== undefined && !isNumberUpTo(last.number - 1, row.preview_number);
  const noTag = !changed && isTagAhead && { preview_number: 0, preview_revision: 0 };
  return { ...fieldsOf({ last, changed }), ...noTag };
}

/** A preview that is behind counts as right. A tag below the last number belongs to an older preview, and means nothing. */
function isPreviewRight(row: FoundRow, { last, changed }: Pick<WholeChange, 'last' | 'changed'>): boolean {
  if (![row.preview_number, row.preview_revision].every(isNumberOrAbsent)) return false;
  const { lastNumber, previewNumber, previewRevision } = positionIn(row);
  const isTagged = previewNumber >= lastNumber && previewNumber > 0;
  const [number, revision] = isTagged ? [previewNumber, previewRevision] : [lastNumber, 0];
  const [newest, newestRevision] = [last.number, changed?.revision ?? 0];
  if (number !== newest) return number < newest;
  if (revision !== newestRevision) return revision < newestRevision;
  return row.message === (changed ?? last).preview;
}

const wrongRevision = (row: FoundRow, { revision = 0 }: WholeChange): Partial<RowFields> =>
  row.revision === undefined || isNumberUpTo(revision, row.revision) ? {} : { revision };

/** A marker beyond the last message becomes the number of that message; one that is not a number, that of the member's own last message. */
function wrongMarker(row: FoundRow, { last, readNumber = 0 }: WholeChange): Partial<RowFields> {
  if (isNumberUpTo(last.number, row.last_read_number)) return {};
  if (typeof row.last_read_number === 'number') return { last_read_number: last.number };
  return { last_read_number: readNumber > numberIn(row.forced_number) ? readNumber : 0 };
}

/**
 * Behind a marker that was moved back, the member's own messages lie above it: up to where it was moved back, nothing counts
 * unless a reader looks at it. Beyond the newest message there is nothing to look at.
 */
function wrongUncounted(row: FoundRow, { last }: WholeChange): Partial<RowFields> {
  const isRight = row.uncounted_number === undefined || isNumberUpTo(last.number, row.uncounted_number);
  if (!isRight) return { uncounted_number: last.number };
  const forced = Math.min(numberIn(row.forced_number), last.number);
  const lacks = numberIn(row.last_read_number) < forced && numberIn(row.uncounted_number) < forced;
  return lacks ? { uncounted_number: forced } : {};
}

/** Names change; those of a later version than the conversation's are on their way there too. */
function wrongWith(row: FoundRow, withWhom: MemberAttribute): Partial<RowFields> {
  const isSame = row.user_handle === withWhom.handle && row.user_display_name === withWhom.display_name;
  const isLater = numberIn(row.user_version) > (withWhom.version ?? 0);
  if (row.user_uuid === withWhom.uuid && (isSame || isLater)) return {};
  return {
    user_uuid: withWhom.uuid,
    user_handle: withWhom.handle,
    user_display_name: withWhom.display_name,
    ...(withWhom.version !== undefined && { user_version: withWhom.version }),
  };
}

/** A name and a count that are behind are right. */
function wrongGroup(row: FoundRow, { group }: WholeChange): MendedFields {
  if (!group || isNumberUpTo(group.membersAt - 1, row.members_at)) return {};
  const isSame =
    row.members_at === group.membersAt && row.member_count === group.memberCount && row.group_name === group.name;
  const isLacking = row.members_at === undefined && row.member_count === undefined && row.group_name === undefined;
  return isSame || isLacking ? {} : fieldsOf({ group });
}

/** Who is a member from the start and ever since has none. */
function wrongSpans(row: FoundRow, { membership }: WholeChange): MendedFields {
  const isLacking = row.spans_at === undefined && row.spans === undefined;
  if (isLacking) return {};
  if (!membership) return { spans: undefined, spans_at: undefined };
  if (isNumberUpTo(membership.changedAt - 1, row.spans_at)) return {};
  const isSame =
    row.spans_at === membership.changedAt && isDeepStrictEqual(row.spans, toSpanAttributes(membership.spans));
  return isSame ? {} : groupAttributes({ membership });
}

export const numberIn = (value: unknown): number => (typeof value === 'number' ? value : 0);

const positionIn = (row: FoundRow): GroupRowPosition => ({
  lastNumber: numberIn(row.last_number),
  revision: numberIn(row.revision),
  previewNumber: numberIn(row.preview_number),
  previewRevision: numberIn(row.preview_revision),
  lastReadNumber: numberIn(row.last_read_number),
  forcedNumber: numberIn(row.forced_number),
  seenNumber: numberIn(row.seen_number),
  uncountedNumber: numberIn(row.uncounted_number),
  membersAt: numberIn(row.members_at),
  spansAt: numberIn(row.spans_at),
  movedAt: numberIn(row.moved_at),
});

const isNumberUpTo = (most: number, value: unknown): boolean => typeof value === 'number' && value <= most;
const isNumberOrAbsent = (value: unknown): boolean => value === undefined || typeof value === 'number';
