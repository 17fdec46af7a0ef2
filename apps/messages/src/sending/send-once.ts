/** The table as the attempts of one send with a key see it. Each method is one request, and they share nothing else. */
export interface SendOnceTable<Sent> {
  lastNumber(): Promise<number>;
  /** Lets the key try `number`, if it tries none yet. @returns the number that it tries now. */
  claim(number: number): Promise<number | 'contended'>;
  /** Lets the key try `to`, if it still tries `from`. @returns the number that it tries now. */
  moveOn(from: number, to: number): Promise<number | 'contended'>;
  /** Stores the message under `number`, if that is free. @returns it, also where another attempt has stored it. */
  put(number: number): Promise<{ sent: Sent } | 'taken' | 'contended'>;
}

/** Runs the attempt again until it is not contended. */
export type Repeat = <Result>(attempt: () => Promise<Result | 'contended'>) => Promise<Result>;

/**
 * Stores one message for a key, however many attempts there are, at once or years apart, and wherever they break off.
 *
 * The key tries one number at a time, and it moves on only from a number that another message has, for ever. So no number
 * but the present one can become the key's message. A key tries only a number that follows a stored one: there is no gap.
 *
 * @param lastNumber of a message that is stored; it may be behind the newest.
 */
export async function sendOnce<Sent>(table: SendOnceTable<Sent>, lastNumber: number, repeat: Repeat): Promise<Sent> {
  let number = await repeat(() => table.claim(lastNumber + 1));
  let isTaken = false;
  const { sent } = await repeat(async () => {
    if (isTaken) {
      const next = await table.moveOn(number, (await table.lastNumber()) + 1);
      if (next === 'contended') return next;
      number = next;
    }
    const outcome = await table.put(number);
    isTaken = outcome === 'taken';
    return outcome === 'taken' ? 'contended' : outcome;
  });
  return sent;
}
