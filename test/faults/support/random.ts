/** Random numbers that are the same for the same `FAULTS_SEED`. Every user of them prints the seed. */
export class Random {
  readonly seed = Number(process.env['FAULTS_SEED'] ?? 1 + Math.floor(Math.random() * (2 ** 31 - 1)));
  private state = this.seed;

  /** From 0 up to, but not including, `limit` (xorshift). */
  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }
}
