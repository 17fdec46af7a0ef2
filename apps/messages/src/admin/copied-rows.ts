import { GROUP_ROW, ITEM_EXISTS, type StoredItem } from '@app/common/table';

const { lastReadNumber, forcedNumber, seenNumber, uncountedNumber, receivedNumber } = GROUP_ROW;
const { mutedUntil, mutedNumber, archivedNumber, pinnedAt } = GROUP_ROW;

/** All that is read of a row here: how far its member has come, and what the member has chosen. */
const SAID = [
  ...[lastReadNumber, forcedNumber, seenNumber, uncountedNumber, receivedNumber],
  ...[mutedUntil, mutedNumber, archivedNumber, pinnedAt],
];

type Attributes = Record<string, unknown>;

/** One update that brings onto `row`, as long as it says what it said, what it lacks; undefined where it lacks nothing. */
export function updateOfRow(row: StoredItem, other: StoredItem) {
  const lacking = Object.entries(lackOf(row, other));
  if (lacking.length === 0) return undefined;
  const known = SAID.filter((name) => row[name] !== undefined);
  const isAsRead = SAID.map((name) =>
    row[name] === undefined ? `attribute_not_exists(${name})` : `${name} = :${name}Was`,
  );
  return {
    UpdateExpression: `SET ${lacking.map(([name]) => `${name} = :${name}`).join(', ')}`,
    ConditionExpression: [ITEM_EXISTS, ...isAsRead].join(' AND '),
    ExpressionAttributeValues: Object.fromEntries([
      ...lacking.map(([name, value]) => [`:${name}`, value]),
      ...known.map((name) => [`:${name}Was`, row[name]]),
    ]) as Attributes,
  };
}

/** What the member has set in the other row and not in this one. The higher number wins, and a choice is taken where this row has none. */
export function lackOf(row: StoredItem, other: StoredItem): Attributes {
  const { [lastReadNumber]: read, ...numbers } = { ...joinedMarkers(row, other), ...furtherOf(other) };
  return {
    ...(read !== row[lastReadNumber] && { [lastReadNumber]: read }),
    ...Object.fromEntries(Object.entries(numbers).filter(([name, number]) => number > numberIn(row, name))),
    ...chosen(row, other, mutedUntil, mutedNumber),
    ...chosen(row, other, pinnedAt),
  };
}

/**
 * Of two rows of which one was moved back later, that one's marker is the member's last word, unless the other was moved on
 * beyond the messages that there were then. Otherwise the further one is.
 */
function joinedMarkers(row: StoredItem, other: StoredItem) {
  const [before, since] = numberIn(row, forcedNumber) <= numberIn(other, forcedNumber) ? [row, other] : [other, row];
  const [readBefore, readSince] = [numberIn(before, lastReadNumber), numberIn(since, lastReadNumber)];
  const forced = numberIn(since, forcedNumber);
  const isMovedBack = forced > numberIn(before, forcedNumber) && readBefore <= forced;
  const read = isMovedBack ? readSince : Math.max(readBefore, readSince);
  const seen = Math.max(readBefore, ...[row, other].map((each) => numberIn(each, seenNumber)));
  return {
    [lastReadNumber]: read,
    [forcedNumber]: forced,
    [seenNumber]: seen > read ? seen : 0,
    // Own and deleted messages up to there may lie above the marker.
    [uncountedNumber]: forced > read ? forced : 0,
  };
}

const furtherOf = (other: StoredItem) => ({
  [receivedNumber]: numberIn(other, receivedNumber),
  [archivedNumber]: numberIn(other, archivedNumber),
});

function chosen(row: StoredItem, other: StoredItem, choice: string, ...beside: string[]): Attributes {
  if (row[choice] !== undefined || other[choice] === undefined) return {};
  return Object.fromEntries([choice, ...beside].map((name) => [name, other[name]]));
}

/** Absent counts as 0. */
const numberIn = (row: Attributes, name: string): number => {
  const value = row[name];
  return typeof value === 'number' ? value : 0;
};
