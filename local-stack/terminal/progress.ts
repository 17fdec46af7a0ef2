const COUNT_INTERVAL_S = 1;

/** One line for each step, with the time since the command was given. */
export class Progress {
  private countedAt = this.seconds();

  seconds(): number {
    return performance.now() / 1_000;
  }

  say(line: string): void {
    process.stderr.write(`[${this.seconds().toFixed(1).padStart(5)} s] ${line}\n`);
  }

  /** For what is said again and again: at most one line a second, and none where all is done within the first. */
  count(line: string): void {
    if (this.seconds() - this.countedAt < COUNT_INTERVAL_S) return;
    this.countedAt = this.seconds();
    this.say(line);
  }
}
