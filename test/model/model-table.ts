/** The items of one conversation, as the single table holds them; never changed, only replaced. */
export interface Entry {
  number: number;
  sender: string;
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
  kind: 'edited' | 'deleted' | 'reacted' | 'removed';
  /** 0 for the removal of a member, which stands for all changes of membership. */
  number: number;
  user: string;
  sender: string;
  /** The members afterwards. */
  members: readonly string[];
  message?: string;
  messageBefore?: string;
  changes?: readonly ReactionChange[];
}

export interface Reactor {
  emojis: readonly string[];
  /** The last revision in which this person's reactions to the entry changed. */
  revision: number;
}

/** What the stream makes of a new entry or revision item. */
export interface ModelEvent {
  kind: 'sent' | Revision['kind'];
  number: number;
  /** 0 for a sent message. */
  revision: number;
  message: string;
  sender: string;
}

/** One item of a transaction. */
export interface Write {
  place: string;
  holds: () => boolean;
  apply: () => void;
}

export const MEMBERS = ['ann', 'bob', 'cem'];

/**
 * DynamoDB as it is promised: each request takes effect at once, a transaction on all its conditions. Only what a
 * transaction has written becomes visible item by item, and other writes to its items are refused meanwhile.
 */
export class ModelTable {
  readonly entries = new Map<number, Entry>();
  readonly revisions = new Map<number, Revision>();
  readonly reactors = new Map<string, Reactor>();
  readonly stream: ModelEvent[] = [];
  private readonly commits: { token: object; writes: Write[]; event: ModelEvent }[] = [];
  private readonly tokens = new Set<object>();

  constructor() {
    this.put({ number: 1, sender: MEMBERS[0]!, message: 'first', token: {} });
  }

  newestNumber(): number {
    return this.entries.size;
  }

  /** The newest revision item; none while nothing was changed. */
  newestRevision(): Revision | undefined {
    return this.revisions.get(Math.max(0, ...this.revisions.keys()));
  }

  reactor(number: number, user: string): Reactor {
    return this.reactors.get(reactorPlace(number, user)) ?? { emojis: [], revision: 0 };
  }

  /** Puts a message if its number is free. */
  put({ number, sender, message, token }: Pick<Entry, 'number' | 'sender' | 'message'> & { token: object }): boolean {
    if (this.tokens.has(token)) return true;
    if (this.entries.has(number)) return false;
    this.tokens.add(token);
    this.entries.set(number, {
      number,
      sender,
      message,
      revision: 0,
      editRevisions: [],
      isDeleted: false,
      reactions: {},
    });
    this.stream.push({ kind: 'sent', number, revision: 0, message, sender });
    return true;
  }

  /** A transaction that is sent again with its token is answered as it was the first time. */
  transact(token: object, revision: Revision, writes: Write[]): 'committed' | 'refused' | 'contended' {
    if (this.tokens.has(token)) return 'committed';
    const all = [...writes, this.putOf(revision)];
    const locked = this.commits.flatMap((commit) => commit.writes.map(({ place }) => place));
    if (all.some(({ place }) => locked.includes(place))) return 'contended';
    if (!all.every(({ holds }) => holds())) return 'refused';
    this.tokens.add(token);
    const { kind, number, sender, message = '' } = revision;
    this.commits.push({ token, writes: all, event: { kind, number, revision: revision.revision, message, sender } });
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
      if (event.kind !== 'removed') this.stream.push(event);
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

  private putOf(revision: Revision): Write {
    return {
      place: `!${revision.revision}`,
      holds: () => !this.revisions.has(revision.revision),
      apply: () => void this.revisions.set(revision.revision, revision),
    };
  }
}

const reactorPlace = (number: number, user: string): string => `+${number}#${user}`;
