import { type Span, WHOLE } from './model-spans';

export type MembershipKind = 'added' | 'left' | 'removed';

/** The items of one conversation, as the single table holds them; never changed, only replaced. */
export interface Entry {
  number: number;
  kind: 'message' | MembershipKind;
  sender: string;
  /** The entry that names the members: of a change of the membership itself. */
  membersAt: number;
  /** Of a change of the membership, and of the first entry. */
  members?: readonly string[];
  /** Whom a change of the membership is about. */
  subject?: string;
  message: string;
  /** The last revision that names it. */
  revision: number;
  editRevisions: readonly number[];
  isDeleted: boolean;
  /** How many people have each emoji on it. */
  reactions: Readonly<Record<string, number>>;
}

export interface ReactionChange {
  user: string;
  emoji: string;
  added: boolean;
}

export interface Revision {
  revision: number;
  /** The request that took it, by which the model alone tells whose it is. */
  request: object;
  kind: 'edited' | 'deleted' | 'reacted' | 'members';
  number: number;
  user: string;
  sender: string;
  /** The entry that names the members: of a change of the membership the one that it comes with. */
  membersAt: number;
  message?: string;
  messageBefore?: string;
  changes?: readonly ReactionChange[];
}

export interface Reactor {
  emojis: readonly string[];
  /** The last revision in which this person's reactions to the entry changed. */
  revision: number;
}

/** When, and when not, a person is a member. */
export interface Membership {
  spans: readonly Span[];
  /** The number of the last entry about it; 0 where no entry but the first is. */
  changedAt: number;
}

/** What the stream makes of a new entry or revision item; of a change of the membership the entry makes it. */
export interface ModelEvent {
  kind: 'sent' | Revision['kind'];
  number: number;
  /** 0 for a sent message. */
  revision: number;
  membersAt: number;
  message: string;
  sender: string;
}

/** One item of a transaction. */
export interface Write {
  place: string;
  holds: () => boolean;
  apply: () => void;
  /** What it says of a membership. */
  logged?: { user: string; membership: Membership };
}

/** Of the conversation's start. */
export const MEMBERS = ['ann', 'bob', 'cem'];

/**
 * DynamoDB as it is promised: each request takes effect at once, a transaction on all its conditions. Only what a
 * transaction has written becomes visible item by item, and other writes to its items are refused meanwhile.
 */
export class ModelTable {
  readonly entries = new Map<number, Entry>();
  readonly revisions = new Map<number, Revision>();
  readonly reactors = new Map<string, Reactor>();
  readonly memberships = new Map<string, Membership>();
  /** The conversation's own item: which entry names the members. */
  membersAt = 1;
  readonly stream: ModelEvent[] = [];
  /** All that was ever written of memberships, in its order, seen or not. */
  readonly log: { user: string; membership: Membership }[] = [];
  /** How much of it was written before each revision. */
  readonly logged = new Map<number, number>();
  private readonly commits: { token: object; writes: Write[]; event: ModelEvent }[] = [];
  private readonly tokens = new Set<object>();

  constructor() {
    this.put({ number: 1, sender: MEMBERS[0]!, message: 'first', membersAt: 1, token: {} });
    this.entries.set(1, { ...this.entries.get(1)!, members: MEMBERS });
  }

  newestNumber(): number {
    return Math.max(...this.entries.keys());
  }

  /** Undefined where the entry is not to be seen yet. */
  members(membersAt: number): readonly string[] | undefined {
    return this.entries.get(membersAt)?.members;
  }

  /** Who has no item of their own is a member for ever if the first entry says so. */
  membership(user: string): Membership {
    return this.memberships.get(user) ?? { spans: MEMBERS.includes(user) ? WHOLE : [], changedAt: 0 };
  }

  /** The newest revision item; none while nothing was changed. */
  newestRevision(): Revision | undefined {
    return this.revisions.get(Math.max(0, ...this.revisions.keys()));
  }

  reactor(number: number, user: string): Reactor {
    return this.reactors.get(reactorPlace(number, user)) ?? { emojis: [], revision: 0 };
  }

  /** Puts a message if its number is free. */
  put({ token, ...message }: SentMessage & { token: object }): boolean {
    if (this.tokens.has(token)) return true;
    const { number, sender, membersAt } = message;
    if (this.entries.has(number) || this.locked().includes(`${number}`)) return false;
    this.tokens.add(token);
    this.entries.set(number, entryOf({ ...message, kind: 'message' }));
    this.stream.push({ kind: 'sent', number, revision: 0, membersAt, message: message.message, sender });
    return true;
  }

  /** A transaction that is sent again with its token is answered as it was the first time. */
  transact(token: object, event: ModelEvent, writes: Write[]): 'committed' | 'refused' | 'contended' {
    if (this.tokens.has(token)) return 'committed';
    const locked = this.locked();
    if (writes.some(({ place }) => locked.includes(place))) return 'contended';
    if (!writes.every(({ holds }) => holds())) return 'refused';
    this.tokens.add(token);
    this.logged.set(event.revision, this.log.length);
    for (const { logged } of writes) if (logged) this.log.push(logged);
    this.commits.push({ token, writes: [...writes], event });
    return 'committed';
  }

  /** Whether all that the transaction wrote is visible. */
  isVisible(token: object): boolean {
    return !this.commits.some((commit) => commit.token === token);
  }

  /** Shows one more item of a transaction. @returns whether there was one. */
  show(choose: (bound: number) => number): boolean {
    if (this.commits.length === 0) return false;
    const index = choose(this.commits.length);
    const { writes, event } = this.commits[index]!;
    writes.splice(choose(writes.length), 1)[0]!.apply();
    if (writes.length === 0) {
      this.commits.splice(index, 1);
      this.stream.push(event);
    }
    return true;
  }

  /** On the condition that the entry is `seen`, if that is given. */
  updateOf(entry: Entry, seen: Entry | undefined): Write {
    const holds = () => !seen || this.entries.get(entry.number)?.revision === seen.revision;
    return { place: `${entry.number}`, holds, apply: () => void this.entries.set(entry.number, entry) };
  }

  /** On the condition that the item is `seen`, if that is given. */
  reactorOf(number: number, user: string, reactor: Reactor, seen: Reactor | undefined): Write {
    const place = reactorPlace(number, user);
    const holds = () => !seen || this.reactor(number, user).revision === seen.revision;
    return { place, holds, apply: () => void this.reactors.set(place, reactor) };
  }

  /** Takes the texts out of an earlier revision. */
  blankOf(number: number): Write {
    const apply = (): void => {
      const { message: _after, messageBefore: _before, ...rest } = this.revisions.get(number)!;
      this.revisions.set(number, rest);
    };
    return { place: `!${number}`, holds: () => true, apply };
  }

  putEntry(entry: Entry): Write {
    const { number } = entry;
    return {
      place: `${number}`,
      holds: () => !this.entries.has(number),
      apply: () => void this.entries.set(number, entry),
    };
  }

  /** The conversation's own item. */
  membersAtOf(membersAt: number): Write {
    return { place: '~', holds: () => true, apply: () => void (this.membersAt = membersAt) };
  }

  /** Without a condition: who follows a change of the membership has seen all of it, and takes the number behind it. */
  membershipOf(user: string, membership: Membership): Write {
    return {
      place: `&${user}`,
      holds: () => true,
      apply: () => void this.memberships.set(user, membership),
      logged: { user, membership },
    };
  }

  putRevision(revision: Revision): Write {
    return {
      place: `!${revision.revision}`,
      holds: () => !this.revisions.has(revision.revision),
      apply: () => void this.revisions.set(revision.revision, revision),
    };
  }

  private locked(): string[] {
    return this.commits.flatMap((commit) => commit.writes.map(({ place }) => place));
  }
}

type SentMessage = Pick<Entry, 'number' | 'sender' | 'message' | 'membersAt'>;

/** As it is first written. */
export const entryOf = (
  given: SentMessage & Pick<Entry, 'kind' | 'members' | 'subject'> & { revision?: number },
): Entry => ({ revision: 0, editRevisions: [], isDeleted: false, reactions: {}, ...given });

const reactorPlace = (number: number, user: string): string => `+${number}#${user}`;
