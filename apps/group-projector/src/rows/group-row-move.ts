import type { Span } from '@app/common/contracts';
import { groupRowKey, type TableKey } from '@app/common/table';

/** Which row: a conversation in one member's list. */
export interface GroupRowKey {
  userUuid: string;
  groupUuid: string;
}

export const tableKeyOf = ({ userUuid, groupUuid }: GroupRowKey): TableKey => groupRowKey(userUuid, groupUuid);

/** Without a preview where a `ChangedPreview` is shown in its place. */
export interface LastMessage {
  number: number;
  at: string;
  preview?: string;
  /** Of an entry of a group: `message`, or how it changes the membership. */
  kind?: string;
}

/** The preview of a message as a revision has left it. */
export interface ChangedPreview {
  number: number;
  revision: number;
  preview: string;
}

/** What a change of a group's membership says of the group, from its number on. */
export interface GroupState {
  membersAt: number;
  memberCount: number;
  name?: string | undefined;
}

/** What of a group the row's member may see, from a change of their membership on. */
export interface Membership {
  /** Its number. */
  changedAt: number;
  spans: readonly Span[];
}

/**
 * Where a row must have come to, at least. Each of these is a register of its own, that moves forward by a condition of
 * its own; what is absent stays.
 */
export interface GroupRowChange {
  last?: LastMessage;
  changed?: ChangedPreview;
  /** The highest revision of the conversation. */
  revision?: number;
  /** The highest number that the row's member has sent. */
  readNumber?: number;
  /** The same, of a member who has moved the read marker back since. */
  seenNumber?: number;
  /** The highest entry of others that counts for nobody: a deleted message, or a change of the membership. */
  uncountedNumber?: number;
  group?: GroupState;
  membership?: Membership;
  /** When Kafka got the newest record of the change. Absent: nobody knows, and the row forgets what it said of that. */
  movedAt?: number;
}

export interface GroupRowMove extends GroupRowKey, GroupRowChange {}

/** How far a row has come; 0 where it tells nothing. */
export interface GroupRowPosition {
  lastNumber: number;
  revision: number;
  previewNumber: number;
  previewRevision: number;
  lastReadNumber: number;
  forcedNumber: number;
  seenNumber: number;
  uncountedNumber: number;
  membersAt: number;
  spansAt: number;
  movedAt: number;
}

/**
 * One change that leads where both do: each register to the higher of its two values. So any order, any repetition and any
 * division into batches lead to the same row.
 */
export function join(one: GroupRowChange, other: GroupRowChange): GroupRowChange {
  const last = one.last && other.last && one.last.number < other.last.number ? other.last : (one.last ?? other.last);
  const changed = isOlder(one.changed, other.changed) ? other.changed : (one.changed ?? other.changed);
  const highest = (name: 'revision' | 'readNumber' | 'uncountedNumber') => {
    const number = Math.max(one[name] ?? 0, other[name] ?? 0);
    return number > 0 && { [name]: number };
  };
  const group = laterOf(one.group, other.group, ({ membersAt }) => membersAt);
  const membership = laterOf(one.membership, other.membership, ({ changedAt }) => changedAt);
  return {
    ...onePreviewOf(last, changed),
    ...highest('revision'),
    ...highest('readNumber'),
    ...highest('uncountedNumber'),
    ...(group && { group }),
    ...(membership && { membership }),
    ...(one.movedAt && other.movedAt && { movedAt: Math.max(one.movedAt, other.movedAt) }),
  };
}

function laterOf<State>(
  one: State | undefined,
  other: State | undefined,
  numberOf: (state: State) => number,
): State | undefined {
  return one && other && numberOf(one) < numberOf(other) ? other : (one ?? other);
}

const isOlder = (one: ChangedPreview | undefined, other: ChangedPreview | undefined): boolean =>
  !!one && !!other && (one.number < other.number || (one.number === other.number && one.revision < other.revision));

/** That of the later message; and of one message that of its last change. */
function onePreviewOf(
  last: LastMessage | undefined,
  changed: ChangedPreview | undefined,
): Pick<GroupRowChange, 'last' | 'changed'> {
  if (!last || !changed) return { ...(last && { last }), ...(changed && { changed }) };
  if (changed.number < last.number) return { last };
  return { last: withoutPreview(last), changed };
}

const withoutPreview = ({ preview: _preview, ...last }: LastMessage): LastMessage => last;

/** What of `change` a row that stands at `position` still lacks; undefined when nothing. */
export function remainderOf(change: GroupRowChange, position: GroupRowPosition): GroupRowChange | undefined {
  const { last, changed, revision = 0, group, membership } = change;
  const marker = markerOf(change, position);
  const readTo = Math.max(marker.readNumber ?? 0, position.lastReadNumber);
  const uncountedNumber = change.uncountedNumber ?? 0;
  const rest: GroupRowChange = {
    ...(last && last.number > position.lastNumber && { last: lastBeside(last, position) }),
    ...(changed && isAhead(changed, position) && { changed }),
    ...(revision > position.revision && { revision }),
    ...marker,
    ...(uncountedNumber > Math.max(readTo, position.uncountedNumber) && { uncountedNumber }),
    ...(group && group.membersAt > position.membersAt && { group }),
    ...(membership && membership.changedAt > position.spansAt && { membership }),
  };
  if (Object.keys(rest).length === 0) return undefined;
  return { ...rest, ...movedAtOf(change, rest, position) };
}

/**
 * A row that was made of the table may be ahead of Kafka: no change of an older message says when Kafka got what the row
 * has. A new message does, since Kafka gets all that was before it before it.
 */
function movedAtOf(
  { movedAt }: GroupRowChange,
  { last }: GroupRowChange,
  position: GroupRowPosition,
): Pick<GroupRowChange, 'movedAt'> {
  const isKnown = movedAt !== undefined && (last !== undefined || position.movedAt > 0);
  return isKnown ? { movedAt: Math.max(movedAt, position.movedAt) } : {};
}

/** A change of the message, or of a later one, that was told before the message itself keeps its preview. */
const lastBeside = (last: LastMessage, { previewNumber }: GroupRowPosition): LastMessage =>
  previewNumber >= last.number ? withoutPreview(last) : last;

/** A change of an older message than the last one is not shown. */
const isAhead = ({ number, revision }: ChangedPreview, position: GroupRowPosition): boolean =>
  number >= position.lastNumber &&
  (number > position.previewNumber || (number === position.previewNumber && revision > position.previewRevision));

/**
 * Who has moved the marker back is not moved on by messages that were sent until then. They have been seen all the same.
 */
function markerOf(
  { readNumber = 0, seenNumber = 0 }: GroupRowChange,
  position: GroupRowPosition,
): Pick<GroupRowChange, 'readNumber' | 'seenNumber'> {
  if (readNumber > Math.max(position.forcedNumber, position.lastReadNumber)) return { readNumber };
  const seen = readNumber > position.forcedNumber ? seenNumber : Math.max(readNumber, seenNumber);
  return seen > Math.max(position.seenNumber, position.lastReadNumber) ? { seenNumber: seen } : {};
}
