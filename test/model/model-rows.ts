import type { Rules } from './model-rules';
import type { Steps } from './model-steps';
import { type Entry, MEMBERS, type ModelEvent, type ModelTable } from './model-table';
import { newestRevision } from './model-writers';

/** A conversation in one member's list; absent numbers count as 0. */
export interface Row {
  lastNumber: number;
  revision: number;
  message: string;
  previewNumber: number;
  previewRevision: number;
  lastReadNumber: number;
  uncountedNumber: number;
  forcedNumber: number;
  seenNumber: number;
}

interface Preview {
  number: number;
  /** 0 for a message as it was sent. */
  revision: number;
  message: string;
}

/** Where a row must have come to, at least: what is left of it is what the row is still behind. */
export interface Move {
  lastNumber?: number | undefined;
  revision?: number | undefined;
  preview?: Preview | undefined;
  /** The highest number that the row's member has sent. */
  ownNumber?: number | undefined;
  /** The same, where the marker was forced: it is only seen. */
  seenNumber?: number | undefined;
  /** The highest number of another's message that was deleted. */
  uncountedNumber?: number | undefined;
}

/** The rows of all members, and what members do with their own. */
export class ModelRows {
  readonly rows = new Map<string, Row>(MEMBERS.map((member) => [member, firstRow(member)]));

  /** Applies the whole move if the row is there and behind all of it. @returns whether it did. */
  moveOn(member: string, move: Move, rules: Rules): boolean {
    const row = this.rows.get(member);
    if (!row || !isBehindAll(move, row, rules)) return false;
    this.rows.set(member, moved(row, move));
    return true;
  }

  make(member: string, row: Row): void {
    if (!this.rows.has(member)) this.rows.set(member, row);
  }

  /** A plain marker only moves forward. */
  read(member: string, number: number): void {
    const row = this.rows.get(member);
    if (row && row.lastReadNumber < number) this.rows.set(member, { ...row, lastReadNumber: number });
  }
}

const EMPTY: Omit<Row, 'message'> = {
  lastNumber: 1,
  revision: 0,
  previewNumber: 0,
  previewRevision: 0,
  lastReadNumber: 0,
  uncountedNumber: 0,
  forcedNumber: 0,
  seenNumber: 0,
};

/** As the transaction of the first message makes it. */
const firstRow = (member: string): Row => ({
  ...EMPTY,
  message: 'first',
  lastReadNumber: member === MEMBERS[0] ? 1 : 0,
});

/** What events ask of a member's row, in whatever order, and however often each is among them. */
export function fold(events: readonly ModelEvent[], member: string): Move {
  const sent = events.filter(({ kind }) => kind === 'sent');
  const texts = events.filter(({ kind }) => kind !== 'reacted');
  const deleted = events.filter(({ kind, sender }) => kind === 'deleted' && sender !== member);
  return {
    lastNumber: highest(sent.map(({ number }) => number)),
    revision: highest(events.map(({ revision }) => revision)),
    preview: texts.length > 0 ? texts.reduce((one, other) => (isAfter(other, one) ? other : one)) : undefined,
    ownNumber: highest(sent.filter(({ sender }) => sender === member).map(({ number }) => number)),
    uncountedNumber: highest(deleted.map(({ number }) => number)),
  };
}

/** What of the move the row still lacks: each register by itself. */
export function remainderOf(move: Move, row: Row, rules: Rules): Move {
  const { lastNumber, revision, preview, ownNumber, seenNumber, uncountedNumber } = move;
  const isForced = rules.forcedNumber && ownNumber !== undefined && ownNumber <= row.forcedNumber;
  const seen = isForced && rules.ownIsSeen ? ownNumber : seenNumber;
  const uncounted = rules.uncountedNumber ? uncountedNumber : undefined;
  return {
    lastNumber: ahead(lastNumber, row.lastNumber),
    revision: ahead(revision, row.revision),
    preview: preview && showsNext(preview, row, rules) ? preview : undefined,
    ownNumber: isForced ? undefined : ahead(ownNumber, row.lastReadNumber),
    seenNumber: ahead(seen, Math.max(row.seenNumber, row.lastReadNumber)),
    uncountedNumber: ahead(uncounted, Math.max(row.uncountedNumber, row.lastReadNumber)),
  };
}

/** A message sets the preview with its number alone, a revision sets its tag too. */
function showsNext(preview: Preview, row: Row, rules: Rules): boolean {
  const { number, revision } = preview;
  if (revision === 0) return number > row.lastNumber && (!rules.previewTag || number > row.previewNumber);
  if (number < row.lastNumber) return false;
  if (!rules.previewTag) return true;
  const isTagged = row.previewNumber >= row.lastNumber;
  return isAfter(
    preview,
    isTagged ? { number: row.previewNumber, revision: row.previewRevision } : { number: row.lastNumber, revision: 0 },
  );
}

const moved = (row: Row, { preview, ...move }: Move): Row => ({
  ...row,
  lastNumber: move.lastNumber ?? row.lastNumber,
  revision: move.revision ?? row.revision,
  ...(preview && { message: preview.message }),
  ...(preview && preview.revision > 0 && { previewNumber: preview.number, previewRevision: preview.revision }),
  lastReadNumber: move.ownNumber ?? row.lastReadNumber,
  seenNumber: move.seenNumber ?? row.seenNumber,
  uncountedNumber: move.uncountedNumber ?? row.uncountedNumber,
});

const REGISTERS = ['lastNumber', 'revision', 'preview', 'ownNumber', 'seenNumber', 'uncountedNumber'] as const;

export const isNothing = (move: Move): boolean => REGISTERS.every((register) => move[register] === undefined);

/** The one condition of the one write: each register of the move is ahead of the row's. */
function isBehindAll(move: Move, row: Row, rules: Rules): boolean {
  const rest = remainderOf(move, row, rules);
  return REGISTERS.every((register) => rest[register] === move[register]);
}

/**
 * Leads a row to where the move is, request by request. Each refusal leaves less to do, and a row that is missing is
 * made as the table has it then; what made the move is applied to it all the same.
 */
export function* lead(table: ModelTable, rows: ModelRows, member: string, move: Move, rules: Rules): Steps<void> {
  let rest = move;
  while (!isNothing(rest)) {
    yield;
    if (rows.moveOn(member, rest, rules)) return;
    const inTheWay = rows.rows.get(member);
    if (inTheWay) rest = remainderOf(rest, inTheWay, rules);
    else yield* makeAnew(table, rows, member, rules);
  }
}

function* makeAnew(table: ModelTable, rows: ModelRows, member: string, rules: Rules): Steps<void> {
  const revision = (yield* newestRevision(table, rules))?.revision ?? 0;
  yield;
  const newest = table.entries.get(table.newestNumber())!;
  const lastReadNumber = newest.sender === member ? newest.number : 0;
  const tag = rules.madeTagByText ? textRevisionOf(newest) : newest.revision;
  const row: Row = {
    ...EMPTY,
    lastNumber: newest.number,
    revision,
    message: newest.message,
    ...(tag > 0 && { previewNumber: newest.number, previewRevision: tag }),
    lastReadNumber,
    ...(rules.madeUncounted && lastReadNumber < newest.number && { uncountedNumber: newest.number }),
  };
  yield;
  rows.make(member, row);
}

/** The last revision that edited or deleted an entry; 0 where none did. */
export const textRevisionOf = ({ isDeleted, revision, editRevisions }: Entry): number =>
  isDeleted ? revision : (editRevisions.at(-1) ?? 0);

/**
 * Moves the marker anywhere. What counts up to the newest number is from now on read, and messages of one's own up to it
 * move the marker no more. Row before number: so the marker that is replaced was never beyond that number.
 * @returns whether there was a row.
 */
export function* force(
  table: ModelTable,
  rows: ModelRows,
  { member, number, remembered }: { member: string; number: number; remembered: number },
  rules: Rules,
): Steps<boolean> {
  for (;;) {
    yield;
    const seen = rows.rows.get(member);
    if (!seen) return false;
    if (rules.forceReadsHead) yield;
    const newest = rules.forceReadsHead ? table.newestNumber() : remembered;
    yield;
    const row = rows.rows.get(member);
    if (!row) return false;
    if (rules.forceCondition && !isMarkedAs(row, seen)) continue;
    rows.rows.set(member, {
      ...row,
      lastReadNumber: Math.min(number, newest),
      forcedNumber: Math.max(seen.forcedNumber, newest),
      uncountedNumber: Math.max(seen.uncountedNumber, newest),
      seenNumber: Math.max(seen.seenNumber, seen.lastReadNumber),
    });
    return true;
  }
}

const MARKS = ['lastReadNumber', 'seenNumber', 'forcedNumber', 'uncountedNumber'] as const;
const isMarkedAs = (row: Row, seen: Row): boolean => MARKS.every((mark) => row[mark] === seen[mark]);

/** What all of the table asks of a row: a rebuild leads the row there, as an event would. */
export function truthOf(table: ModelTable, member: string): Move {
  const entries = [...table.entries.values()];
  const sent = entries.map((entry): ModelEvent => ({ ...entry, kind: 'sent', revision: 0 }));
  const changed = entries
    .map((entry): ModelEvent => ({
      ...entry,
      kind: entry.isDeleted ? 'deleted' : 'edited',
      revision: textRevisionOf(entry),
    }))
    .filter(({ revision }) => revision > 0);
  const revision = table.newestRevision()?.revision;
  return { ...fold([...sent, ...changed], member), revision };
}

const isAfter = (one: Omit<Preview, 'message'>, other: Omit<Preview, 'message'>): boolean =>
  one.number > other.number || (one.number === other.number && one.revision > other.revision);

const highest = (numbers: readonly number[]): number | undefined => Math.max(0, ...numbers) || undefined;
const ahead = (number: number | undefined, of: number): number | undefined =>
  number !== undefined && number > of ? number : undefined;
