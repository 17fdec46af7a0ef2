/** What a copy must know of a message. */
export interface Entry {
  number: number;
  /** Of its last change; of two copies of an entry the one with the higher revision counts. */
  revision: number;
}

/** What a copy lacks, as the service tells it. */
export interface Changes<Kept extends Entry> {
  entries: Kept[];
  revisions: { revision: number; message: Kept }[];
  has_more: boolean;
}

/** How far a copy goes: it has all entries up to `number`, with all changes up to `revision`. */
export interface Place {
  number: number;
  revision: number;
}

/** A copy that was kept, or the newest page of a conversation beside the revision that its list told before. */
export interface KnownEntries<Kept extends Entry> extends Place {
  /** Without a gap up to `number`. */
  entries: Kept[];
}

/** A copy of a conversation, or of its newest part, that asks for no more than it lacks. */
export class ConversationCopy<Kept extends Entry> {
  private readonly kept = new Map<number, Kept>();
  /** Of the entries that are told. */
  private first: number;
  /** Entries before it are left. */
  private takenFrom: number;
  private place: Place;
  private inOrder: Kept[] | undefined;
  private isWhole: boolean;
  private reading = Promise.resolve();
  private next: Promise<void> | undefined;
  private older: Promise<void> | undefined;

  constructor(
    private readonly readChanges: (after: Place) => Promise<Changes<Kept>>,
    known: KnownEntries<Kept> = { entries: [], number: 0, revision: 0 },
  ) {
    this.place = { number: known.number, revision: known.revision };
    this.first = this.takenFrom = known.entries[0]?.number ?? known.number + 1;
    this.isWhole = this.first === 1;
    for (const entry of known.entries) this.take(entry);
  }

  /** By their numbers; the same array until one has changed. */
  get entries(): Kept[] {
    this.inOrder ??= [...this.kept.values()]
      .filter(({ number }) => number >= this.first)
      .sort((one, other) => one.number - other.number);
    return this.inOrder;
  }

  /** To be kept, and given to the constructor again. */
  get known(): KnownEntries<Kept> {
    const { number, revision } = this.place;
    return { entries: this.entries.filter((entry) => entry.number <= number), number, revision };
  }

  /** Up to which no entry is missing. */
  get number(): number {
    return this.place.number;
  }

  /** Whether there may be entries before the first. */
  get hasOlder(): boolean {
    return !this.isWhole;
  }

  /** Takes an entry as somebody has answered it, such as one's own message, unless a newer copy of it is here. */
  take(entry: Kept): void {
    const here = this.kept.get(entry.number);
    if (entry.number < this.takenFrom || (here && here.revision > entry.revision)) return;
    this.kept.set(entry.number, entry);
    this.inOrder = undefined;
  }

  /**
   * Takes the next entry, or by its next revision a changed one, as a stream tells it.
   * @returns whether nothing is missing before it; otherwise, catch up.
   */
  takeNext(entry: Kept, revision?: number): boolean {
    const { place } = this;
    const [known, next] = revision === undefined ? [place.number, entry.number] : [place.revision, revision];
    this.take(entry);
    if (next > known + 1) return false;
    if (revision === undefined) place.number = Math.max(known, next);
    else place.revision = Math.max(known, next);
    return true;
  }

  /** Reads what has come since. Whoever asks while that goes on shares one more reading after it. */
  catchUp(): Promise<void> {
    this.next ??= this.reading
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        this.reading = this.read();
        return this.reading;
      });
    return this.next;
  }

  /**
   * Goes further back by a page. Whoever asks while that goes on shares it.
   * @param readBefore what ends right before a number; nothing, where there is none.
   */
  readOlder(readBefore: (number: number) => Promise<Kept[]>): Promise<void> {
    this.older ??= this.goBack(readBefore).finally(() => (this.older = undefined));
    return this.older;
  }

  private async goBack(readBefore: (number: number) => Promise<Kept[]>): Promise<void> {
    if (this.isWhole) return;
    // A change that is told while the page is on its way may not be in it, and is told once.
    this.takenFrom = 1;
    try {
      const page = await readBefore(this.first);
      for (const entry of page) this.take(entry);
      this.first = page[0]?.number ?? this.first;
      this.isWhole = page.length === 0 || this.first === 1;
    } finally {
      this.takenFrom = this.first;
      for (const number of this.kept.keys()) if (number < this.first) this.kept.delete(number);
      this.inOrder = undefined;
    }
  }

  private async read(): Promise<void> {
    for (let more = true; more;) {
      const { entries, revisions, has_more } = await this.readChanges(this.place);
      for (const entry of entries) this.take(entry);
      for (const { message } of revisions) this.take(message);
      this.place = {
        number: Math.max(this.place.number, entries.at(-1)?.number ?? 0),
        revision: Math.max(this.place.revision, revisions.at(-1)?.revision ?? 0),
      };
      more = has_more;
    }
  }
}
