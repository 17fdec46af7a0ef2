import { setTimeout as sleep } from 'node:timers/promises';
import { EventReader } from '../../test/support/event-reader';

const LOOK_EVERY_MS = 5;
const LONGEST_WAIT_MS = 60_000;

export const isUpToNow = (reader: EventReader): boolean => reader.of('heartbeat').some(({ behind }) => !behind);

/** One stream that is up to now, and when it has told each message. */
export class StreamWatch {
  private readonly toldAt = new Map<string, number>();
  private readonly awaited = new Map<string, (at: number) => void>();
  private reader: EventReader | undefined;

  /** What is sent before a stream is up to now may be told as a state. @throws Error where it is not within a minute. */
  static async open(url: string, token: string): Promise<StreamWatch> {
    const watch = new StreamWatch();
    const began = performance.now();
    watch.reader = await EventReader.open({
      ...{ url, token, isChecked: false },
      told: ({ event, data }) => {
        if (event === 'message') watch.told(placeOf(data.message_group_uuid, data.number));
      },
    });
    while (!isUpToNow(watch.reader)) {
      if (performance.now() - began > LONGEST_WAIT_MS) throw new Error('a stream is not up to now within a minute');
      await sleep(LOOK_EVERY_MS);
    }
    return watch;
  }

  get cursor(): string {
    return this.reader!.cursor!;
  }

  /** Resolves with when the stream told the message. @throws Error where it does not within a minute. */
  tells(groupUuid: string, number: number): Promise<number> {
    const place = placeOf(groupUuid, number);
    const at = this.toldAt.get(place);
    if (at !== undefined) return Promise.resolve(at);
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(new Error(`${this.state} has not told message ${number} within a minute`));
      const timer = setTimeout(lost, LONGEST_WAIT_MS);
      this.awaited.set(place, (time) => {
        clearTimeout(timer);
        resolve(time);
      });
    });
  }

  close(): void {
    this.reader!.close();
  }

  private get state(): string {
    const { isOpen, events } = this.reader!;
    const last = events.slice(-3).map(({ event, data }) => `${event} ${JSON.stringify(data)}`);
    return `the stream, which ${isOpen ? 'is open' : 'has ended'} and told ${last.join(', ')},`;
  }

  private told(place: string): void {
    const now = performance.now();
    if (this.toldAt.has(place)) throw new Error(`the stream has told ${place} twice`);
    this.toldAt.set(place, now);
    this.awaited.get(place)?.(now);
    this.awaited.delete(place);
  }
}

const placeOf = (groupUuid: string, number: number): string => `${groupUuid} ${number}`;
