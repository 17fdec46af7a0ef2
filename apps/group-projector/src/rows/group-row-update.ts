import { toAttributes } from '@app/common/dynamodb/lean';
import { GROUP_ROW, ITEM_EXISTS, toSpanAttributes } from '@app/common/table';
import type { GroupRowChange, LastMessage } from './group-row-move';

const {
  lastNumber,
  lastMessageAt,
  preview,
  previewNumber,
  previewRevision,
  revision,
  lastReadNumber,
  forcedNumber,
  seenNumber,
  uncountedNumber,
  lastKind,
  membersAt,
  memberCount,
  groupName,
  spans,
  spansAt,
  movedAt,
} = GROUP_ROW;

/** One update that sets all of a change, on the condition that the row is behind all of it; see `remainderOf`. */
export function updateOf(change: GroupRowChange) {
  const parts = partsOf(change);
  const removes = parts.flatMap(({ removes: names = [] }) => names);
  return {
    UpdateExpression: [
      `SET ${parts.flatMap(({ sets }) => sets).join(', ')}`,
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: [ITEM_EXISTS, ...parts.flatMap(({ conditions }) => conditions)].join(' AND '),
    ExpressionAttributeValues: toAttributes(valuesOf(change)),
  };
}

interface Part {
  sets: string[];
  /** Of attributes whose absence says something too. */
  removes?: string[];
  conditions: string[];
}

function partsOf({ last, changed, group, membership, ...numbers }: GroupRowChange): Part[] {
  const parts: Part[] = [];
  if (last) {
    parts.push({
      sets: [`${lastNumber} = :number`, `${lastMessageAt} = :at`, ...(shownKind(last) ? [`${lastKind} = :kind`] : [])],
      removes: last.kind === 'message' ? [lastKind] : [],
      conditions: [`${lastNumber} < :number`],
    });
  }
  if (last?.preview !== undefined) {
    parts.push({ sets: [`${preview} = :preview`], conditions: [isBelow(previewNumber, ':number')] });
  }
  if (changed) {
    const sets = [`${preview} = :preview`, `${previewNumber} = :changed`, `${previewRevision} = :by`];
    const isNewer = `(${isBelow(previewNumber, ':changed')} OR (${previewNumber} = :changed AND ${previewRevision} < :by))`;
    parts.push({ sets, conditions: last ? [isNewer] : [`${lastNumber} <= :changed`, isNewer] });
  }
  if (numbers.revision) parts.push({ sets: [`${revision} = :revision`], conditions: [isBelow(revision, ':revision')] });
  if (numbers.readNumber) {
    const conditions = [`${lastReadNumber} < :read`, isBelow(forcedNumber, ':read')];
    parts.push({ sets: [`${lastReadNumber} = :read`], conditions });
  }
  if (numbers.seenNumber) parts.push({ sets: [`${seenNumber} = :seen`], conditions: [isBelow(seenNumber, ':seen')] });
  if (numbers.uncountedNumber) {
    const conditions = [`${lastReadNumber} < :uncounted`, isBelow(uncountedNumber, ':uncounted')];
    parts.push({ sets: [`${uncountedNumber} = :uncounted`], conditions });
  }
  if (group) {
    const sets = [`${membersAt} = :membersAt`, `${memberCount} = :memberCount`];
    parts.push({
      sets: group.name === undefined ? sets : [...sets, `${groupName} = :name`],
      removes: group.name === undefined ? [groupName] : [],
      conditions: [isBelow(membersAt, ':membersAt')],
    });
  }
  if (membership) {
    const sets = [`${spans} = :spans`, `${spansAt} = :spansAt`];
    parts.push({ sets, conditions: [isBelow(spansAt, ':spansAt')] });
  }
  parts.push(timePart(numbers.movedAt, last !== undefined));
  return parts;
}

/** What the row has, Kafka had by this time. A row without one gets it only with a new message; see `remainderOf`. */
function timePart(time: number | undefined, isNewMessage: boolean): Part {
  if (time === undefined) return { sets: [], removes: [movedAt], conditions: [] };
  const isReached = `${movedAt} <= :movedAt`;
  const condition = isNewMessage ? `(attribute_not_exists(${movedAt}) OR ${isReached})` : isReached;
  return { sets: [`${movedAt} = :movedAt`], conditions: [condition] };
}

/** The first message of a conversation has come into its rows with them, before Kafka had it. */
export const startedAt = (time: number) => ({
  UpdateExpression: `SET ${movedAt} = :movedAt`,
  ConditionExpression: `${lastNumber} = :first AND attribute_not_exists(${movedAt}) AND attribute_not_exists(${revision})`,
  ExpressionAttributeValues: toAttributes({ ':movedAt': time, ':first': 1 }),
});

/** Absent for a message. */
export const shownKind = ({ kind }: LastMessage): string | undefined => (kind === 'message' ? undefined : kind);

const valuesOf = ({ last, changed, group, membership, ...numbers }: GroupRowChange) => ({
  ':number': last?.number,
  ':at': last?.at,
  ':kind': last && shownKind(last),
  ':membersAt': group?.membersAt,
  ':memberCount': group?.memberCount,
  ':name': group?.name,
  ':spans': membership && toSpanAttributes(membership.spans),
  ':spansAt': membership?.changedAt,
  ':preview': changed?.preview ?? last?.preview,
  ':changed': changed?.number,
  ':by': changed?.revision,
  ':revision': numbers.revision,
  ':read': numbers.readNumber,
  ':seen': numbers.seenNumber,
  ':uncounted': numbers.uncountedNumber,
  ':movedAt': numbers.movedAt,
});

/** Absent is below all. */
const isBelow = (name: string, value: string): string => `(attribute_not_exists(${name}) OR ${name} < ${value})`;
