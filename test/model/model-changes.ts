import type { Rules } from './model-rules';
import { endOf, holds, holdsRevision, isVisible, type Span, visibleBehind, WHOLE } from './model-spans';
import type { Steps } from './model-steps';
import type { Entry, ModelTable, Revision } from './model-table';

/** An entry as one reader is told it. */
export interface Copy extends Pick<
  Entry,
  'number' | 'message' | 'revision' | 'isDeleted' | 'reactions' | 'editRevisions'
> {
  /** The reader's own reactions. */
  own: readonly string[];
}

/** What a client knows of a conversation: all up to a number and a revision, in copies of that time or later. */
export interface Client {
  reader: string;
  number: number;
  revision: number;
  copies: Map<number, Copy>;
}

interface Position {
  reader: string;
  afterNumber: number;
  afterRevision: number;
  limit: number;
}

export interface Changes {
  entries: Copy[];
  revisions: { revision: number; number: number; message: Copy }[];
  hasMore: boolean;
}

/**
 * What a client at this position lacks: the entries, then the revisions of what it knows by then. What is read depends on
 * the reader's spans, which are read last: so it is read as by some spans, and again if they turn out to be others.
 * @returns undefined for strangers.
 */
export function* changes(table: ModelTable, position: Position, rules: Rules): Steps<Changes | undefined> {
  const { reader } = position;
  yield;
  let spans = rules.spansAfterwards ? WHOLE : table.membership(reader).spans;
  for (;;) {
    const told = yield* changesBy(spans, table, position, rules);
    yield;
    const { spans: present } = table.membership(reader);
    if (present.length === 0) return undefined;
    if (!rules.spansAfterwards || !rules.clampedBySpans || isSame(present, spans)) return told;
    spans = present;
  }
}

function* changesBy(
  spans: readonly Span[],
  table: ModelTable,
  { reader, afterNumber, afterRevision, limit }: Position,
  rules: Rules,
): Steps<Changes> {
  // One more than is told, to know whether there is more.
  const places = visibleBehind(spans, afterNumber, limit + 1);
  const found = yield* queried(places.length, (index) => table.entries.get(places[index - 1]!), rules);
  const told = found.items.slice(0, limit);
  const entries = yield* present(table, reader, told);
  if (found.items.length > limit || found.hasGap) {
    return { entries: yield* asOfTheirEnds(table, entries, spans, rules), revisions: [], hasMore: true };
  }

  const room = limit - told.length;
  const later = yield* visibleRevisions(table, spans, afterRevision, room + 1, rules);
  const lastTold = told.at(-1)?.number ?? afterNumber;
  const candidates = later.items.slice(0, room);
  const known = rules.onlyKnownEntries ? upTo(candidates, ({ number }) => number > lastTold) : candidates;
  const carried = yield* carriedBy(table, reader, known, entries, rules);
  const isAsFar = ({ revision, changes = [] }: Revision, { copy, ownRevision }: Carried): boolean =>
    copy.revision >= revision && (!changes.some(({ user }) => user === reader) || ownRevision >= revision);
  const pairs = known.map((revision, index) => ({ revision, carried: carried[index]! }));
  const certain = rules.carriedAsFar ? upTo(pairs, (pair) => !isAsFar(pair.revision, pair.carried)) : pairs;
  const copies = yield* asOfTheirEnds(table, [...entries, ...certain.map((pair) => pair.carried.copy)], spans, rules);
  const revisions = certain.map(({ revision: { revision, number } }, index) => ({
    revision,
    number,
    message: copies[entries.length + index]!,
  }));
  return {
    entries: copies.slice(0, entries.length),
    revisions,
    hasMore: later.hasMore || revisions.length < later.items.length,
  };
}

/** Of those behind `after` so many that are visible; the others are passed over. */
function* visibleRevisions(
  table: ModelTable,
  spans: readonly Span[],
  after: number,
  most: number,
  rules: Rules,
): Steps<{ items: Revision[]; hasMore: boolean }> {
  const items: Revision[] = [];
  for (let behind = after; ; behind += most) {
    const from = behind;
    const found = yield* queried(most, (index) => table.revisions.get(from + index), rules);
    items.push(...found.items.filter((revision) => isTold(spans, revision, rules)));
    if (found.hasGap) return { items, hasMore: true };
    if (found.items.length < most) return { items, hasMore: false };
    if (items.length >= most || !rules.passesOverHidden) return { items: items.slice(0, most), hasMore: true };
  }
}

function isTold(spans: readonly Span[], { revision, number }: Revision, rules: Rules): boolean {
  if (rules.oneSpanHoldsBoth) return spans.some((span) => holds(span, number) && holdsRevision(span, revision));
  return isVisible(spans, number) && spans.some((span) => holdsRevision(span, revision));
}

/** What is deleted is gone all the same; an edit after the end is undone, and reactions that may be of later are left out. */
export function* asOfTheirEnds(
  table: ModelTable,
  copies: readonly Copy[],
  spans: readonly Span[],
  rules: Rules,
): Steps<Copy[]> {
  const seen: Copy[] = [];
  for (const copy of copies) seen.push(rules.asOfTheEnd ? yield* asOf(table, copy, endOf(spans, copy.number)) : copy);
  return seen;
}

function* asOf(table: ModelTable, copy: Copy, end: number): Steps<Copy> {
  if (copy.revision <= end || copy.isDeleted) return copy;
  const { editRevisions } = copy;
  const later = editRevisions.find((revision) => revision > end);
  const before = { ...copy, revision: editRevisions.findLast((each) => each <= end) ?? 0, reactions: {}, own: [] };
  while (later !== undefined) {
    yield;
    const edit = table.revisions.get(later);
    if (edit?.messageBefore !== undefined) return { ...before, message: edit.messageBefore };
    yield;
    const entry = table.entries.get(copy.number)!;
    if (entry.isDeleted) return copyOf(entry, []);
  }
  return before;
}

/** Asks once, and takes in what is told. @returns whether to ask again. */
export function* catchUp(table: ModelTable, client: Client, limit: number, rules: Rules): Steps<boolean> {
  const { reader, number: afterNumber, revision: afterRevision } = client;
  const told = yield* changes(table, { reader, afterNumber, afterRevision, limit }, rules);
  if (!told) return false;
  for (const copy of [...told.entries, ...told.revisions.map(({ message }) => message)]) keep(client, copy, rules);
  client.number = told.entries.at(-1)?.number ?? client.number;
  client.revision = told.revisions.at(-1)?.revision ?? client.revision;
  return told.hasMore;
}

/** A client that begins: first it learns from events how far the conversation has come, then it reads pages. */
export function* begin(table: ModelTable, reader: string): Steps<Client> {
  yield;
  const revision = Math.max(...table.stream.map((event) => event.revision));
  yield;
  const number = table.newestNumber();
  const copies = new Map<number, Copy>();
  for (let each = 1; each <= number; each += 1) {
    yield;
    const { copy } = yield* carriedOf(table, reader, table.entries.get(each)!);
    copies.set(each, copy);
  }
  return { reader, number, revision, copies };
}

/** What is true now, of all entries. */
export const presentCopies = (table: ModelTable, reader: string): Copy[] =>
  [...table.entries.values()].map((entry) => copyOf(entry, table.reactor(entry.number, reader).emojis));

interface Carried {
  copy: Copy;
  ownRevision: number;
}

/** Entries come before the reactor items that belong to them: so what is one's own is never older than the entry. */
function* carriedOf(table: ModelTable, reader: string, entry: Entry): Steps<Carried> {
  if (Object.keys(entry.reactions).length === 0) return { copy: copyOf(entry, []), ownRevision: Infinity };
  yield;
  const { emojis, revision } = table.reactor(entry.number, reader);
  return { copy: copyOf(entry, emojis), ownRevision: revision };
}

function* present(table: ModelTable, reader: string, entries: readonly Entry[]): Steps<Copy[]> {
  const copies: Copy[] = [];
  for (const entry of entries) copies.push((yield* carriedOf(table, reader, entry)).copy);
  return copies;
}

function* carriedBy(
  table: ModelTable,
  reader: string,
  revisions: readonly Revision[],
  told: readonly Copy[],
  rules: Rules,
): Steps<Carried[]> {
  const carried: Carried[] = [];
  for (const { number } of revisions) {
    const before = rules.carriedAfterwards ? undefined : told.find((copy) => copy.number === number);
    yield;
    const entry = table.entries.get(number);
    if (before || !entry) carried.push({ copy: before ?? NO_COPY, ownRevision: Infinity });
    else carried.push(yield* carriedOf(table, reader, entry));
  }
  return carried;
}

/** A query is no snapshot: it passes the places one after the other, and finds at each what is there by then. */
function* queried<Item>(most: number, at: (index: number) => Item | undefined, rules: Rules) {
  const places: (Item | undefined)[] = [];
  for (let index = 1; index <= most; index += 1) {
    yield;
    places.push(at(index));
  }
  const isThere = (item: Item | undefined): item is Item => item !== undefined;
  const gap = places.findIndex((item) => item === undefined);
  const items = (rules.upToTheGap && gap >= 0 ? places.slice(0, gap) : places).filter(isThere);
  return { items, hasGap: items.length < places.filter(isThere).length };
}

/** The stretch before the first item that is `beyond`. */
function upTo<Item>(items: readonly Item[], beyond: (item: Item) => boolean): Item[] {
  const end = items.findIndex(beyond);
  return end < 0 ? [...items] : items.slice(0, end);
}

function keep({ copies }: Client, told: Copy, rules: Rules): void {
  const kept = copies.get(told.number)?.revision ?? -1;
  if (told.revision > kept || (told.revision === kept && rules.equalReplaces)) copies.set(told.number, told);
}

export const copyOf = (
  { number, message, revision, isDeleted, reactions, editRevisions }: Entry,
  own: readonly string[],
): Copy => ({
  number,
  message,
  revision,
  isDeleted,
  reactions,
  editRevisions,
  own: isDeleted ? [] : own,
});

const NO_COPY: Copy = {
  number: 0,
  message: '',
  revision: 0,
  isDeleted: false,
  reactions: {},
  editRevisions: [],
  own: [],
};

const isSame = (one: readonly Span[], other: readonly Span[]): boolean =>
  one.length === other.length &&
  one.every(
    (span, index) => span.fromNumber === other[index]!.fromNumber && span.untilNumber === other[index]!.untilNumber,
  );
