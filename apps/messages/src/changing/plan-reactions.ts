import { MAX_REACTIONS } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { Entry, Reactor } from '@app/common/table';
import type { Change, NextRevision, ReactionChange } from '../conversations/revisions/revision';

type ChangedReactor = NextRevision['reactors'][number];

interface ReactionRules<Reaction> {
  /** Why this one is not even looked at. */
  refusalOf: (reaction: Reaction) => DomainError | undefined;
  areOn: boolean;
}

export interface ReactionsPlan {
  /** In the order of the reactions. */
  outcomes: ('changed' | 'repeated' | DomainError)[];
  /** With what somebody of them reacts then. */
  emojisOf: (userUuid: string) => string[];
  /** Absent where together they leave all as it was. */
  revision?: { change: Change; userUuid: string; reactors: ChangedReactor[] };
}

/**
 * Several reactions to one entry, one after the other.
 * @param reactors all who react.
 */
export function planReactions<Reaction extends ReactionChange>(
  { message }: Entry,
  reactors: Reactor[],
  reactions: Reaction[],
  { refusalOf, areOn }: ReactionRules<Reaction>,
): ReactionsPlan {
  const counts = new Map(Object.entries(message.reactions ?? {}));
  const emojis = new Map(reactors.map((reactor) => [reactor.userUuid, reactor.emojis]));
  const emojisOf = (userUuid: string): string[] => emojis.get(userUuid) ?? [];
  const outcomes = reactions.map((reaction) => {
    const refused = refusalOf(reaction);
    if (refused) return refused;
    const own = emojisOf(reaction.userUuid);
    if (own.includes(reaction.emoji) === reaction.added) return 'repeated';
    if (!areOn) return new DomainError('message_changes_off');
    if (isOneTooMany(counts, reaction)) return new DomainError('reactions_exceed_20');
    count(counts, reaction);
    emojis.set(reaction.userUuid, withReaction(own, reaction));
    return 'changed';
  });
  const changed = reactors.map((before) => ({ before, emojis: emojisOf(before.userUuid) }));
  return { outcomes, emojisOf, ...revisionOf(changed, Object.fromEntries(counts)) };
}

const isOneTooMany = (counts: Map<string, number>, { emoji, added }: ReactionChange): boolean =>
  added && !counts.has(emoji) && counts.size >= MAX_REACTIONS;

function count(counts: Map<string, number>, { emoji, added }: ReactionChange): void {
  const then = (counts.get(emoji) ?? 0) + (added ? 1 : -1);
  if (then > 0) counts.set(emoji, then);
  else counts.delete(emoji);
}

const withReaction = (own: string[], { emoji, added }: ReactionChange): string[] =>
  added ? [...own, emoji] : own.filter((each) => each !== emoji);

function revisionOf(all: ChangedReactor[], reactions: Record<string, number>): Pick<ReactionsPlan, 'revision'> {
  const reactors = all.filter((each) => changesOf(each).length > 0);
  const changes = reactors.flatMap(changesOf);
  const [first] = changes;
  return first
    ? { revision: { change: { kind: 'reacted', reactions, changes }, userUuid: first.userUuid, reactors } }
    : {};
}

/** What is not as it was before: a reaction and its undoing are nothing. */
function changesOf({ before, emojis }: ChangedReactor): ReactionChange[] {
  const { userUuid } = before;
  const added = emojis.filter((emoji) => !before.emojis.includes(emoji));
  const removed = before.emojis.filter((emoji) => !emojis.includes(emoji));
  return [
    ...added.map((emoji) => ({ userUuid, emoji, added: true })),
    ...removed.map((emoji) => ({ userUuid, emoji, added: false })),
  ];
}
