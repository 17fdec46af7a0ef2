/** A piece of work that takes longer has come to nothing. */
const LONGEST_PIECE_MS = 30_000;

export type Piece = () => Promise<void> | void;

/** Works off one piece after the other, in their order. A piece that fails ends it. */
export class PiecesOfWork {
  private readonly waiting: Piece[] = [];
  private isWorking = false;
  private since: number | undefined;
  private hasEnded = false;

  constructor(
    /** Resolves when the next piece may begin; undefined where that is at once. */
    private readonly room: () => Promise<void> | undefined,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** How many are not done. */
  get count(): number {
    return this.waiting.length;
  }

  /** Whether what is under way will not end any more, as far as can be told. */
  isStuckAt(now: number): boolean {
    return this.since !== undefined && now - this.since > LONGEST_PIECE_MS;
  }

  add(piece: Piece): void {
    if (this.hasEnded) return;
    this.waiting.push(piece);
    if (!this.isWorking) void this.workOff();
  }

  end(): void {
    this.hasEnded = true;
    this.waiting.length = 0;
  }

  private async workOff(): Promise<void> {
    this.isWorking = true;
    try {
      for (let piece = this.waiting[0]; piece && !this.hasEnded; piece = this.waiting[0]) {
        const room = this.room();
        if (room) await room;
        this.since = performance.now();
        const done = this.hasEnded ? undefined : piece();
        if (done) await done;
        this.since = undefined;
        this.waiting.shift();
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.isWorking = false;
    }
  }
}
