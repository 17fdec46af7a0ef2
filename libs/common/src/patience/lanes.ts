/** Lets a limited number of pieces of work run at once, whoever asks for them; the others wait in line. */
export class Lanes {
  private readonly line: (() => void)[] = [];

  constructor(private free: number) {}

  /**
   * Works on all items. After a failure none of them is begun any more; rejects with the first failure once none is
   * in flight.
   */
  async each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
    const failures: unknown[] = [];
    const attempt = async (item: Item): Promise<void> => {
      await this.enter();
      if (failures.length === 0) await work(item).catch((error: unknown) => failures.push(error));
      this.leave();
    };
    await Promise.all(items.map(attempt));
    if (failures.length > 0) throw failures[0];
  }

  private async enter(): Promise<void> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((turn) => this.line.push(turn));
  }

  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.free += 1;
  }
}
