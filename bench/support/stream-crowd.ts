import { setTimeout as sleep } from 'node:timers/promises';
import { EventReader } from '../../test/support/event-reader';
import { range } from '../../test/support/range';
import { isUpToNow } from './stream-watch';

const OPENED_AT_ONCE = 16;
const LOOK_EVERY_MS = 5;
const LONGEST_WAIT_MS = 60_000;
/** Those who have lost their stream come back within this time, each at a time of its own. */
const SPREAD_MS = 1_000;

/** Many streams of one person: as many as of people, for a gateway that keeps a session for each. */
export class StreamCrowd {
  private readers: EventReader[] = [];

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  get size(): number {
    return this.readers.length;
  }

  /** Resolves when all are open and up to now. */
  async open(count: number): Promise<void> {
    let left = count;
    const opening = async (): Promise<void> => {
      while (left-- > 0) this.readers.push(await this.stream());
    };
    await Promise.all(range(OPENED_AT_ONCE).map(opening));
    await this.all('up to now', isUpToNow);
  }

  allTold(groupUuid: string, number: number): Promise<void> {
    return this.all(`told message ${number}`, (reader) => (reader.numbersOf(groupUuid).at(-1) ?? 0) >= number);
  }

  /** Resolves when all who have lost their stream have another one, by their cursors, that is up to now. */
  async back(): Promise<void> {
    const back = async (former: EventReader, place: number): Promise<void> => {
      while (former.isOpen) await sleep(LOOK_EVERY_MS);
      for (;;) {
        await sleep(Math.random() * SPREAD_MS);
        const reader = await this.stream(former.cursor).catch(() => undefined);
        if (!reader) continue;
        this.readers[place] = reader;
        return;
      }
    };
    await Promise.all(this.readers.map(back));
    await this.all('back', isUpToNow);
  }

  close(): void {
    for (const reader of this.readers) reader.close();
  }

  private stream(since?: string): Promise<EventReader> {
    return EventReader.open({ url: this.url, token: this.token, since, isChecked: false });
  }

  private async all(what: string, isSo: (reader: EventReader) => boolean): Promise<void> {
    const began = performance.now();
    for (;;) {
      const left = this.readers.filter((reader) => !isSo(reader)).length;
      if (left === 0) return;
      if (performance.now() - began > LONGEST_WAIT_MS) throw new Error(`${left} streams are not ${what} in a minute`);
      await sleep(LOOK_EVERY_MS);
    }
  }
}
