import type { Rules } from './model-rules';
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
  number: number;
  revision: number;
  members: readonly string[];
}

export const newProcess = (): Process => ({ number: 1, revision: 0, members: MEMBERS });

/** An answer to a request. A change has its number or revision; 0 where nothing was to be changed. */
export type Answer = { ok: true; took: number } | { ok: false; why: string };

export interface Context {
  table: ModelTable;
  process: Process;
  rules: Rules;
  /** What is asked once, and answered once. */
  request: object;
}

export function* send({ table, process, request }: Context, sender: string, message: string): Steps<Answer> {
  for (;;) {
    const number = process.number + 1;
    if (yield* answered(() => table.put({ number, sender, message, token: request }))) {
      process.number = Math.max(process.number, number);
      return { ok: true, took: number };
    }
    yield;
    process.number = table.newestNumber();
  }
}

/** What a change is to become, once it is known which revision it takes. */
type Change = (revision: number) => { item: Omit<Revision, 'revision' | 'members' | 'request'>; writes: Write[] };

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
    if (!entry) return refused('message_not_found');
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

/** Stands for every change of membership: what matters is that it takes a revision, and who is a member after it. */
export function removeMember(context: Context, user: string, member: string): Steps<Answer> {
  return change(
    context,
    [user],
    function* () {
      yield;
      return () => ({ item: { kind: 'removed', number: 0, user, sender: user }, writes: [] });
    },
    (members) => members.filter((each) => each !== member),
  );
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
function* change(
  { table, process, rules, request }: Context,
  users: readonly string[],
  decide: () => Steps<Answer | Change>,
  membersAfter = (members: readonly string[]): readonly string[] => members,
): Steps<Answer> {
  for (;;) {
    const decision = yield* decide();
    if (typeof decision !== 'function') return decision;
    // Others of the process may have moved on what it remembers, and so it may be newer than what the decision is by.
    yield;
    const { revision: known, members } = process;
    if (!users.every((user) => members.includes(user))) return refused('message_group_not_found');
    const revision = known + 1;
    const { item, writes } = decision(revision);
    let token = {};
    const outcome = yield* answered(() => {
      if (!rules.knownByToken) token = {};
      return table.transact(token, { ...item, request, revision, members: membersAfter(members) }, writes);
    });
    if (outcome === 'committed') {
      while (!table.isVisible(token)) yield;
      remember(process, revision, membersAfter(members));
      return { ok: true, took: revision };
    }
    const newest = yield* newestRevision(table, rules);
    if (newest) remember(process, newest.revision, rules.membersOfRevision ? newest.members : process.members);
  }
}

/** The newest revision item, once all that it has changed is seen; none while nothing was changed. */
export function* newestRevision(table: ModelTable, rules: Rules): Steps<Revision | undefined> {
  for (;;) {
    yield;
    const newest = table.newestRevision();
    if (!newest || !rules.followsWhatIsSeen) return newest;
    yield;
    const { revision, number, changes = [] } = newest;
    const changed = [table.entries.get(number), ...changes.map(({ user }) => table.reactor(number, user))];
    if (number === 0 || changed.every((item) => item && item.revision >= revision)) return newest;
  }
}

/** Sends a request until there is an answer. */
function* answered<Result>(request: () => Result): Steps<Result> {
  for (;;) {
    const { answerLost } = yield;
    const result = request();
    if (!answerLost) return result;
  }
}

function remember(process: Process, revision: number, members: readonly string[]): void {
  if (revision > process.revision) Object.assign(process, { revision, members });
}

const UNCHANGED: Answer = { ok: true, took: 0 };
const refused = (why: string): Answer => ({ ok: false, why });
