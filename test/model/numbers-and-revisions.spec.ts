import { RULES, without, type Rules } from './model-rules';
import { brokenBy, hold, same } from './model-search';
import { type Entry, MEMBERS, type ModelTable, type Reactor, type Revision } from './model-table';
import { MAX_EDITS, MAX_EMOJIS } from './model-writers';
import { isOpen } from './model-spans';
import { Truth } from './model-truth';
import { type Answered, type Action, MEMBERSHIP, PEOPLE, type Plan, plans, World, WRITERS } from './model-world';

function checkTable(rules: Rules, plan: Plan): void {
  const { table, answers } = new World(rules).run(plan);
  const revisions = [...table.revisions.values()].sort((one, other) => one.revision - other.revision);
  const entries = [...table.entries.values()];
  same(
    'gapless numbers',
    entries.map(({ number }) => number),
    upTo(entries.length),
  );
  same(
    'gapless revisions',
    revisions.map(({ revision }) => revision),
    upTo(revisions.length),
  );
  checkMembership(table);
  checkMembers(table, revisions);
  checkOrder(table);
  for (const entry of entries) {
    const ofEntry = revisions.filter(({ number }) => number === entry.number);
    same('the revision of an entry', entry.revision, ofEntry.at(-1)?.revision ?? 0);
    if (entry.kind === 'message') checkTexts(table, entry, ofEntry);
    checkReactions(table, entry, ofEntry);
  }
  for (const answered of answers) checkAnswer(table, revisions, answered);
}

/** What the entry says is what its revisions lead to; after a deletion there is no text anywhere. */
function checkTexts(table: ModelTable, entry: Entry, revisions: Revision[]): void {
  const edits = revisions.filter(({ kind }) => kind === 'edited');
  same(
    'the edits of an entry',
    entry.editRevisions,
    edits.map(({ revision }) => revision),
  );
  if (edits.length > MAX_EDITS) throw new Error('too many edits');
  if (entry.isDeleted) {
    const texts = edits.flatMap(({ message, messageBefore }) => [message, messageBefore]);
    same('texts of a deleted entry', [entry.message, ...texts.filter((text) => text !== undefined)], ['']);
    return;
  }
  let text = table.stream.find(({ kind, number }) => kind === 'sent' && number === entry.number)!.message;
  for (const { message, messageBefore } of edits) {
    same('the text before an edit', messageBefore, text);
    text = message!;
  }
  same('the text of an entry', entry.message, text);
}

/** The reactor items are what all changes lead to, and the counts are what the items say. */
function checkReactions(
  { reactors }: ModelTable,
  { number, isDeleted, reactions }: Entry,
  revisions: Revision[],
): void {
  const expected = new Map<string, Reactor>();
  for (const { revision, changes = [] } of revisions) {
    for (const { user, emoji, added } of changes) {
      const emojis = expected.get(user)?.emojis ?? [];
      if (emojis.includes(emoji) === added) throw new Error('a reaction that is no change');
      expected.set(user, { revision, emojis: added ? [...emojis, emoji] : emojis.filter((each) => each !== emoji) });
    }
  }
  for (const [user, reactor] of expected) {
    same('a reaction', sorted(reactors.get(`+${number}#${user}`)!), sorted(reactor));
  }
  const all = [...expected.values()].flatMap(({ emojis }) => emojis);
  const counts = Object.fromEntries(
    [...new Set(all)].map((emoji) => [emoji, all.filter((each) => each === emoji).length]),
  );
  same('a reaction, counted', reactions, isDeleted ? {} : counts);
  if (Object.keys(reactions).length > MAX_EMOJIS) throw new Error('too many kinds of reactions');
}

/** What was answered with success is there, once; what was refused has changed nothing. */
function checkAnswer({ stream }: ModelTable, revisions: Revision[], { request, answer, action }: Answered): void {
  const taken = revisions.filter((each) => each.request === request).map(({ revision }) => revision);
  if (!answer.ok) return same('what a refused request has changed', taken, []);
  if (answer.took === 0) return same('what a request has changed', taken, []);
  const changed = stream.find(({ kind, number }) => kind === 'members' && number === answer.took);
  if (isOfMembership(action))
    return same('what a request has changed', taken, changed?.revision ? [changed.revision] : []);
  if (action.kind !== 'send') return same('what a request has changed', taken, [answer.took]);
  const sent = stream.find(({ kind, number }) => kind === 'sent' && number === answer.took);
  same('who sent a message', sent?.sender, action.member);
}

/** A deletion alone may be complete later than what follows it, since it also empties old revisions; it is seen by then. */
function checkOrder({ stream }: ModelTable): void {
  const complete = stream.filter(({ kind }) => kind === 'edited' || kind === 'reacted').map(({ revision }) => revision);
  same(
    'revisions in the order in which they are seen',
    complete,
    [...complete].sort((one, other) => one - other),
  );
}

/** Each change of the membership follows from the one before, and the spans are what they all lead to. */
function checkMembership({ entries, membersAt, memberships }: ModelTable): void {
  const changes = [...entries.values()].filter(({ kind }) => kind !== 'message');
  let members: readonly string[] = MEMBERS;
  for (const { number, kind, sender, subject, members: after } of changes) {
    if (!members.includes(sender)) throw new Error('a change of the membership by who is no member any more');
    if (members.includes(subject!) === (kind === 'added')) throw new Error('a change of the membership that is none');
    members = kind === 'added' ? [...members, subject!] : members.filter((each) => each !== subject);
    same('the members after a change', [number, after], [number, members]);
  }
  same('the last change of the membership', membersAt, changes.at(-1)?.number ?? 1);
  for (const [user, { spans, changedAt }] of memberships) {
    const own = changes.filter(({ subject }) => subject === user);
    const joins = own.filter(({ kind }) => kind === 'added').length + (MEMBERS.includes(user) ? 1 : 0);
    same('the spans of a member', [changedAt, spans.length], [own.at(-1)?.number, joins]);
    same('an open span', isOpen(spans), members.includes(user));
  }
}

/** What somebody sends or changes, they do as a member, and it names the members of that time. */
function checkMembers(table: ModelTable, revisions: Revision[]): void {
  const { entries } = table;
  let membersAt = 1;
  for (const entry of [...entries.values()].sort((one, other) => one.number - other.number)) {
    if (entry.kind !== 'message') membersAt = entry.number;
    same('the members that an entry names', [entry.number, entry.membersAt], [entry.number, membersAt]);
    const { members = [] } = entries.get(membersAt)!;
    const isMessage = entry.kind === 'message';
    if (isMessage && !members.includes(entry.sender)) throw new Error('a message by who is no member any more');
  }
  membersAt = 1;
  for (const revision of revisions) {
    const { user, changes = [], kind } = revision;
    if (kind === 'members') membersAt = revision.membersAt;
    same('the members that a revision names', revision.membersAt, membersAt);
    const users = [user, ...changes.map((each) => each.user)];
    const isMember = (each: string) => isOpen(new Truth(table).asWritten(each, table.logged.get(revision.revision)!));
    if (kind !== 'members' && !users.every(isMember)) throw new Error('a revision by who is no member any more');
  }
}

const isOfMembership = ({ kind }: Action): boolean => (MEMBERSHIP as readonly string[]).includes(kind);

const sorted = ({ emojis, revision }: Reactor): Reactor => ({ emojis: [...emojis].sort(), revision });
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const PLANS = plans([...WRITERS, ...MEMBERSHIP], { people: PEOPLE });
/** Little but changes of the membership: so that what is rare is found soon. */
const OF_MEMBERS = plans(['edit', ...MEMBERSHIP], { most: 6, people: PEOPLE });

describe('numbers and revisions', () => {
  it('are gapless, and items say the same as revisions, in any interleaving, with crashes and lost answers', () => {
    hold(PLANS, (plan) => checkTable(RULES, plan), 500);
    hold(OF_MEMBERS, (plan) => checkTable(RULES, plan), 300);
  });

  it.each<[string, Rules, string, typeof PLANS?]>([
    ['a revision without a condition on the entry', without('entryCondition'), 'the (text|edits|revision|counts)'],
    ['a reaction without a condition on its item', without('reactorCondition'), 'a reaction'],
    ['a repeated transaction that is not known by its token', without('knownByToken'), 'what a (refused )?request'],
    ['a revision that follows one of which not all is seen', without('followsWhatIsSeen'), 'in the order'],
    [
      'members that are remembered beside the revision',
      without('membersOfRevision'),
      'who is no member|names',
      OF_MEMBERS,
    ],
    ['a head of two halves', without('headAgrees'), 'who is no member|names|the members', OF_MEMBERS],
    [
      'a change of the membership without a revision',
      without('membershipTakesRevision'),
      'who is no member|names',
      OF_MEMBERS,
    ],
    ['a deletion that leaves earlier revisions alone', without('textsOutOfRevisions'), 'texts of a deleted entry'],
  ])('show what is wrong with %s', (_what, rules, fault, of = PLANS) => {
    expect(brokenBy(of, (plan) => checkTable(rules, plan))).toMatch(new RegExp(fault));
  });
});
