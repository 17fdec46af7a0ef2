import type { Rules } from './model-rules';
import { isVisible, type Span } from './model-spans';
import type { Steps } from './model-steps';
import type { ModelEvent, ModelTable, Revision } from './model-table';

/** What a row says of a group, of its members, and of what its own member may see; each moves forward by itself. */
export interface GroupRow {
  lastNumber: number;
  message: string;
  revision: number;
  membersAt: number;
  spans: readonly Span[];
  /** The change of the membership that the spans are of. */
  spansAt: number;
}

export type GroupRows = Map<string, GroupRow>;

/** Takes an event to the rows of whom it concerns: the members of then, and who went by it. */
export function* takeEvent(table: ModelTable, rows: GroupRows, event: ModelEvent, rules: Rules): Steps<void> {
  for (const member of concerned(table, event, rules)) yield* takeTo(table, rows, member, event, rules);
}

function concerned(table: ModelTable, { kind, number, membersAt }: ModelEvent, rules: Rules): string[] {
  const { kind: how, subject } = table.entries.get(number)!;
  const members = table.members(membersAt)!;
  const goes = kind === 'members' && (how === 'left' || how === 'removed') && rules.tellsWhoGoes;
  return goes ? [...members, subject!] : [...members];
}

/** The spans are read after the event has come, and written if those that are there are older. */
function* takeTo(table: ModelTable, rows: GroupRows, member: string, event: ModelEvent, rules: Rules): Steps<void> {
  const isAbout = event.kind === 'members' && table.entries.get(event.number)!.subject === member;
  yield;
  const { spans, changedAt } = table.membership(member);
  yield;
  for (; !rows.has(member); yield) yield* makeRow(table, rows, member, rules);
  const row = rows.get(member)!;
  const isNewer = event.kind === 'sent' || event.kind === 'members' ? event.number > row.lastNumber : false;
  const isLatest = event.kind === 'members' && (!rules.latestMembers || event.number > row.membersAt);
  const isLater = isAbout && (!rules.latestSpans || changedAt > row.spansAt);
  rows.set(member, {
    ...row,
    ...(isNewer && { lastNumber: event.number, message: event.message }),
    revision: Math.max(row.revision, event.revision),
    ...(isLatest && { membersAt: event.number }),
    ...(isLater && { spans, spansAt: changedAt }),
  });
}

/** If there is none. */
export function* makeRow(table: ModelTable, rows: GroupRows, member: string, rules: Rules): Steps<void> {
  yield;
  const before = table.membership(member);
  yield;
  const newest = table.newestNumber();
  yield;
  const revisions = [...table.revisions.values()];
  yield;
  const { spans, changedAt } = rules.madeAsSpansSay ? table.membership(member) : before;
  const last = lastVisible(table, spans, newest);
  const row: GroupRow = {
    lastNumber: last,
    message: table.entries.get(last)?.message ?? '',
    revision: lastRevision(revisions, spans),
    membersAt: table.entries.get(last)?.membersAt ?? 1,
    spans,
    spansAt: changedAt,
  };
  yield;
  if (!rows.has(member)) rows.set(member, row);
}

export const lastVisible = (table: ModelTable, spans: readonly Span[], upTo: number): number =>
  Math.max(0, ...[...table.entries.keys()].filter((number) => number <= upTo && isVisible(spans, number)));

/** Of those that come while somebody is a member, whatever entry they change. */
export const lastRevision = (revisions: readonly Revision[], spans: readonly Span[]): number =>
  Math.max(
    0,
    ...revisions
      .map(({ revision }) => revision)
      .filter((revision) => spans.some((span) => span.fromRevision <= revision && revision <= span.untilRevision)),
  );
