import type { Rules } from './model-rules';
import { isInOpen, isVisible } from './model-spans';
import type { Steps } from './model-steps';
import {
  type Entry,
  MEMBERS,
  type ModelTable,
  type ReactionChange,
  type Reactor,
  type Revision,
  type Write,
} from './model-table';

export const MAX_EDITS = 3;
export const MAX_EMOJIS = 2;

/** What a process remembers: true once, perhaps behind, never ahead. */
export interface Process {
  head: Head;
  revisionHead: RevisionHead;
}

/** The newest number, and who the members are behind it. */
export interface Head {
  number: number;
  membersAt: number;
  members: readonly string[];
}

/** The newest revision, and who the members are behind it. */
export interface RevisionHead {
  revision: number;
  membersAt: number;
  members: readonly string[];
}

export const newProcess = (): Process => ({
  head: { number: 1, membersAt: 1, members: MEMBERS },
  revisionHead: { revision: 0, membersAt: 1, members: MEMBERS },
});

/** An answer to a request. A change has its number or revision; 0 where nothing was to be changed. */
export type Answer = { ok: true; took: number } | { ok: false; why: string };

export interface Context {
  table: ModelTable;
  process: Process;
  rules: Rules;
  /** What is asked once, and answered once. */
  request: object;
}

/** A remembered head authorises what takes the next number, and refuses nobody. */
export function* send(context: Context, sender: string, message: string): Steps<Answer> {
  const { table, process, request } = context;
  for (;;) {
    const { head } = process;
    if (!head.members.includes(sender)) {
      const { members } = yield* readHead(context);
      if (!members.includes(sender)) return NOT_FOUND;
      continue;
    }
    const { membersAt, members } = head;
    const number = head.number + 1;
    if (yield* answered(() => table.put({ number, sender, message, membersAt, token: request }))) {
      rememberHead(process, { number, membersAt, members });
      return { ok: true, took: number };
    }
    yield* readHead(context);
  }
}

/** The conversation and its newest entry are one query, which is no snapshot. Who takes the next number has seen all of the last. */
export function* readHead({ table, process, rules }: Context): Steps<Head> {
  for (;;) {
    yield;
    const { membersAt } = table;
    yield;
    const newest = table.entries.get(table.newestNumber())!;
    if (rules.headAgrees && newest.membersAt !== membersAt) continue;
    if (rules.followsWholeMembership && !(yield* isSeenWhole(table, newest))) continue;
    yield;
    const members = table.members(membersAt);
    if (!members) continue;
    const head = { number: newest.number, membersAt, members };
    rememberHead(process, head);
    return head;
  }
}

/** Of a change of the membership, beside the entry and the conversation: what whoever it is about may see from then on. */
function* isSeenWhole(table: ModelTable, { kind, number, subject }: Entry): Steps<boolean> {
  if (kind === 'message') return true;
  yield;
  return table.membership(subject!).changedAt >= number;
}

/** What a change is to become, once it is known which revision it takes. */
type Change = (revision: number) => { item: Omit<Revision, 'revision' | 'membersAt' | 'request'>; writes: Write[] };

export interface EditRequest {
  user: string;
  number: number;
  message: string;
  ifRevision?: number | undefined;
}

export function edit(context: Context, { user, number, message, ifRevision }: EditRequest): Steps<Answer> {
  const { table, rules } = context;
  return change(context, [user], function* () {
    yield;
    const entry = table.entries.get(number);
    if (!entry) return refused('message_not_found');
    const hidden = yield* whyHidden(context, entry, user);
    if (hidden) return hidden;
    if (entry.sender !== user) return refused('message_not_own');
    if (entry.isDeleted) return refused('message_deleted');
    if (entry.message === message) return UNCHANGED;
    if (ifRevision !== undefined && ifRevision !== entry.revision) return refused('message_changed_meanwhile');
    if (entry.editRevisions.length >= MAX_EDITS) return refused('message_edits_exceed');
    return (revision) => {
      const edited = { ...entry, message, revision, editRevisions: [...entry.editRevisions, revision] };
      return {
        item: { kind: 'edited', number, user, sender: entry.sender, message, messageBefore: entry.message },
        writes: [table.updateOf(edited, rules.entryCondition ? entry : undefined)],
      };
    };
  });
}

export interface DeletionRequest {
  user: string;
  number: number;
}

export function remove(context: Context, { user, number }: DeletionRequest): Steps<Answer> {
  const { table, rules } = context;
  return change(context, [user], function* () {
    yield;
    const entry = table.entries.get(number);
    if (entry?.kind !== 'message') return refused('message_not_found');
    if (entry.sender !== user) return refused('message_not_own');
    if (entry.isDeleted) return UNCHANGED;
    return (revision) => {
      const deleted: Entry = { ...entry, message: '', revision, isDeleted: true, reactions: {} };
      const blanks = rules.textsOutOfRevisions ? entry.editRevisions.map((each) => table.blankOf(each)) : [];
      return {
        item: { kind: 'deleted', number, user, sender: entry.sender },
        writes: [table.updateOf(deleted, rules.entryCondition ? entry : undefined), ...blanks],
      };
    };
  });
}

/** Several people's reactions to one entry, joined to one revision. */
export function react(context: Context, number: number, wishes: readonly ReactionChange[]): Steps<Answer> {
  const { table, rules } = context;
  return change(
    context,
    wishes.map((each) => each.user),
    function* () {
      // In the order that is the harder one: the condition of each item alone holds it to the entry.
      const seen = new Map<string, Reactor>();
      for (const { user } of wishes) {
        yield;
        seen.set(user, table.reactor(number, user));
      }
      yield;
      const entry = table.entries.get(number);
      if (!entry) return refused('message_not_found');
      for (const { user } of wishes) {
        const hidden = yield* whyHidden(context, entry, user);
        if (hidden) return hidden;
      }
      if (entry.isDeleted) return refused('message_deleted');
      const wished = wishedOf(entry, seen, wishes);
      if (wished.changes.length === 0) return wished.isRefused ? refused('reactions_exceed') : UNCHANGED;
      return (revision) => {
        const changed = [...new Set(wished.changes.map(({ user }) => user))];
        const reactors = changed.map((user) =>
          table.reactorOf(
            number,
            user,
            { emojis: wished.emojisOf.get(user)!, revision },
            rules.reactorCondition ? seen.get(user) : undefined,
          ),
        );
        const reacted = { ...entry, revision, reactions: wished.reactions };
        return {
          item: { kind: 'reacted', number, user: changed[0]!, sender: entry.sender, changes: wished.changes },
          writes: [table.updateOf(reacted, rules.entryCondition ? entry : undefined), ...reactors],
        };
      };
    },
  );
}

/** The entry before the spans: so what is in an open one was said while the person was a member. */
function* whyHidden({ table, rules }: Context, { kind, number }: Entry, user: string): Steps<Answer | undefined> {
  if (kind !== 'message') return refused('message_not_found');
  yield;
  const { spans } = table.membership(user);
  if (!rules.changesInOpenSpan || isInOpen(spans, number)) return undefined;
  return refused(isVisible(spans, number) ? 'message_group_left' : 'message_not_found');
}

/** What is left of the wishes, one after the other: what is so already is no change, nor is what is undone again. */
function wishedOf(entry: Entry, seen: ReadonlyMap<string, Reactor>, wishes: readonly ReactionChange[]) {
  const emojisOf = new Map([...seen].map(([user, { emojis }]) => [user, emojis]));
  const reactions = { ...entry.reactions };
  let changes: ReactionChange[] = [];
  let isRefused = false;
  for (const wish of wishes) {
    const { user, emoji, added } = wish;
    const emojis = emojisOf.get(user)!;
    if (emojis.includes(emoji) === added) continue;
    if (added && !reactions[emoji] && Object.keys(reactions).length >= MAX_EMOJIS) {
      isRefused = true;
      continue;
    }
    const count = (reactions[emoji] ?? 0) + (added ? 1 : -1);
    if (count === 0) delete reactions[emoji];
    else reactions[emoji] = count;
    emojisOf.set(user, added ? [...emojis, emoji] : emojis.filter((each) => each !== emoji));
    const isSame = (each: ReactionChange): boolean => each.user === user && each.emoji === emoji;
    changes = changes.some(isSame) ? changes.filter((each) => !isSame(each)) : [...changes, wish];
  }
  return { emojisOf, reactions, changes, isRefused };
}

/** Takes the next revision for what `decide` makes of the table, again and again until it is taken or refused. */
function* change(context: Context, users: readonly string[], decide: () => Steps<Answer | Change>): Steps<Answer> {
  const { table, process, rules, request } = context;
  for (;;) {
    const decision = yield* decide();
    if (typeof decision !== 'function') return decision;
    // Others of the process may have moved on what it remembers, and so it may be newer than what the decision is by.
    yield;
    const { revision: known, membersAt, members } = process.revisionHead;
    if (!users.every((user) => members.includes(user))) {
      const read = yield* readRevisionHead(context);
      if (!users.every((user) => read.members.includes(user))) return NOT_FOUND;
      continue;
    }
    const revision = known + 1;
    const { item, writes } = decision(revision);
    const { kind, number, sender, message = '' } = item;
    let token = {};
    const outcome = yield* answered(() => {
      if (!rules.knownByToken) token = {};
      const put = table.putRevision({ ...item, request, revision, membersAt });
      return table.transact(token, { kind, number, revision, membersAt, message, sender }, [...writes, put]);
    });
    if (outcome === 'committed') {
      while (!table.isVisible(token)) yield;
      rememberRevision(process, { revision, membersAt, members });
      return { ok: true, took: revision };
    }
    yield* readRevisionHead(context);
  }
}

export function* readRevisionHead({ table, process, rules }: Context): Steps<RevisionHead> {
  for (;;) {
    const newest = yield* newestRevision(table, rules);
    if (!newest) return process.revisionHead;
    yield;
    const { revision, membersAt } = rules.membersOfRevision
      ? newest
      : { ...process.revisionHead, ...revisionOf(newest) };
    const members = table.members(membersAt);
    if (!members) continue;
    const head = { revision, membersAt, members };
    rememberRevision(process, head);
    return head;
  }
}

const revisionOf = ({ revision }: Revision): { revision: number } => ({ revision });

/** The newest revision item, once all that it has changed is seen; none while nothing was changed. */
export function* newestRevision(table: ModelTable, rules: Rules): Steps<Revision | undefined> {
  for (;;) {
    yield;
    const newest = table.newestRevision();
    if (!newest || !rules.followsWhatIsSeen) return newest;
    yield;
    const { revision, number, changes = [], kind } = newest;
    const entry = table.entries.get(number);
    const changed = [entry, ...changes.map(({ user }) => table.reactor(number, user))];
    const isSeen = changed.every((item) => item && item.revision >= revision);
    if (!isSeen) continue;
    if (kind !== 'members' || !rules.followsWholeMembership || (yield* isSeenWhole(table, entry!))) return newest;
  }
}

/** Sends a request until there is an answer. */
export function* answered<Result>(request: () => Result): Steps<Result> {
  for (;;) {
    const { answerLost } = yield;
    const result = request();
    if (!answerLost) return result;
  }
}

export function rememberHead(process: Process, head: Head): void {
  if (head.number > process.head.number) process.head = head;
}

export function rememberRevision(process: Process, head: RevisionHead): void {
  if (head.revision > process.revisionHead.revision) process.revisionHead = head;
}

export const UNCHANGED: Answer = { ok: true, took: 0 };
export const refused = (why: string): Answer => ({ ok: false, why });
export const NOT_FOUND = refused('message_group_not_found');
