/** How many there are under each key. A key that has none takes no memory. */
export class Counts {
  private readonly counts = new Map<object | string, number>();

  of(key: object | string): number {
    return this.counts.get(key) ?? 0;
  }

  add(key: object | string): void {
    this.counts.set(key, this.of(key) + 1);
  }

  remove(key: object | string): void {
    const left = this.of(key) - 1;
    if (left > 0) this.counts.set(key, left);
    else this.counts.delete(key);
  }
}
