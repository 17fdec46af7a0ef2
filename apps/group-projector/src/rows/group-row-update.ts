import { toAttributes } from '@app/common/dynamodb/lean';
import { GROUP_ROW, ITEM_EXISTS } from '@app/common/table';
import type { GroupRowChange } from './group-row-move';

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
} = GROUP_ROW;

/** One update that sets all of a change, on the condition that the row is behind all of it; see `remainderOf`. */
export function updateOf(change: GroupRowChange) {
  const parts = partsOf(change);
  return {
    UpdateExpression: `SET ${parts.flatMap(({ sets }) => sets).join(', ')}`,
    ConditionExpression: [ITEM_EXISTS, ...parts.flatMap(({ conditions }) => conditions)].join(' AND '),
    ExpressionAttributeValues: toAttributes(valuesOf(change)),
  };
}

interface Part {
  sets: string[];
  conditions: string[];
}

function partsOf({ last, changed, ...numbers }: GroupRowChange): Part[] {
  const parts: Part[] = [];
  if (last) {
    parts.push({
      sets: [`${lastNumber} = :number`, `${lastMessageAt} = :at`],
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
  return parts;
}

const valuesOf = ({ last, changed, ...numbers }: GroupRowChange) => ({
  ':number': last?.number,
  ':at': last?.at,
  ':preview': changed?.preview ?? last?.preview,
  ':changed': changed?.number,
  ':by': changed?.revision,
  ':revision': numbers.revision,
  ':read': numbers.readNumber,
  ':seen': numbers.seenNumber,
  ':uncounted': numbers.uncountedNumber,
});

/** Absent is below all. */
const isBelow = (name: string, value: string): string => `(attribute_not_exists(${name}) OR ${name} < ${value})`;
