/** DynamoDB refuses what was signed five minutes earlier or later; a minute is left for the way. */
const TOLERANCE_MS = 4 * 60 * 1_000;

/** The time as the server has it, from the `Date` of its last answer: signatures hold on a machine whose clock is wrong. */
export class ServerClock {
  private offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** @returns whether what was signed at `signedAt`, a moment ago, was signed by a clock too wrong to be accepted. */
  set(date: string | undefined, signedAt: Date): boolean {
    const serverTime = Date.parse(date ?? '');
    if (Number.isNaN(serverTime)) return false;
    this.offsetMs = serverTime - Date.now();
    return Math.abs(serverTime - signedAt.getTime()) >= TOLERANCE_MS;
  }
}
