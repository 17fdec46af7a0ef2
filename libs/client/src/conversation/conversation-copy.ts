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
  private readonly first: number;
  private place: Place;
  private reading = Promise.resolve();
  private next: Promise<void> | undefined;

  constructor(
    private readonly readChanges: (after: Place) => Promise<Changes<Kept>>,
    known: KnownEntries<Kept> = { entries: [], number: 0, revision: 0 },
  ) {
    this.place = { number: known.number, revision: known.revision };
    this.first = known.entries[0]?.number ?? known.number + 1;
    for (const entry of known.entries) this.take(entry);
  }

  /** By their numbers. */
  get entries(): Kept[] {
    return [...this.kept.values()].sort((one, other) => one.number - other.number);
  }

  /** To be kept, and given to the constructor again. */
  get known(): KnownEntries<Kept> {
    const { number, revision } = this.place;
    return { entries: this.entries.filter((entry) => entry.number <= number), number, revision };
  }

  /** Takes an entry as somebody has answered it, such as one's own message, unless a newer copy of it is here. */
  take(entry: Kept): void {
    const here = this.kept.get(entry.number);
    if (entry.number >= this.first && (!here || here.revision <= entry.revision)) this.kept.set(entry.number, entry);
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
