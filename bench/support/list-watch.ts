import { setTimeout as sleep } from 'node:timers/promises';
import type { RestClient } from '../../test/support/rest-client';

interface Awaited {
  groupUuid: string;
  number: number;
  shown: () => void;
}

const LOOK_EVERY_MS = 5;

/** Looks at one member's list again and again, as a browser would, for all messages that are waited for. */
export class ListWatch {
  private awaited: Awaited[] = [];
  private looking: Promise<void> | undefined;

  constructor(private readonly client: RestClient) {}

  /** Resolves when the list shows the message, or a newer one of its conversation. */
  shows(groupUuid: string, number: number): Promise<void> {
    return new Promise((shown, reject) => {
      this.awaited.push({ groupUuid, number, shown });
      this.looking ??= this.look().finally(() => (this.looking = undefined));
      this.looking.catch(reject);
    });
  }

  private async look(): Promise<void> {
    while (this.awaited.length > 0) {
      const { body } = await this.client.groups('?limit=50');
      const lastNumbers = new Map(body.map(({ uuid, last_number }) => [uuid, last_number]));
      const isShown = ({ groupUuid, number }: Awaited): boolean => (lastNumbers.get(groupUuid) ?? 0) >= number;
      for (const each of this.awaited.filter(isShown)) each.shown();
      this.awaited = this.awaited.filter((each) => !isShown(each));
      await sleep(LOOK_EVERY_MS);
    }
  }
}
