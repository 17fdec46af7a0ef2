import { setTimeout as sleep } from 'node:timers/promises';
import type { RestClient } from '../../test/support/rest-client';

interface Awaited {
  groupUuid: string;
  number: number;
  shown: () => void;
  since: number;
}

/** Behind it a message is taken for lost, and the bench ends. */
const LONGEST_WAIT_MS = 60_000;

/** Looks at one member's list again and again, as a browser would, for all messages that are waited for. */
export class ListWatch {
  private awaited: Awaited[] = [];
  private looking: Promise<void> | undefined;

  constructor(
    private readonly client: RestClient,
    private readonly lookEveryMs = 5,
  ) {}

  /**
   * Resolves when the list shows the message, or a newer one of its conversation.
   * @throws Error where the list cannot be read, or does not show it within a minute.
   */
  shows(groupUuid: string, number: number): Promise<void> {
    return new Promise((shown, reject) => {
      this.awaited.push({ groupUuid, number, shown, since: performance.now() });
      this.looking ??= this.look().finally(() => (this.looking = undefined));
      this.looking.catch(reject);
    });
  }

  private async look(): Promise<void> {
    while (this.awaited.length > 0) {
      const { status, body } = await this.client.groups('?limit=50');
      if (status !== 200) throw new Error(`a list was answered ${status} ${JSON.stringify(body)}`);
      const lastNumbers = new Map(body.map(({ uuid, last_number }) => [uuid, last_number]));
      const isShown = ({ groupUuid, number }: Awaited): boolean => (lastNumbers.get(groupUuid) ?? 0) >= number;
      for (const each of this.awaited.filter(isShown)) each.shown();
      this.awaited = this.awaited.filter((each) => !isShown(each));
      const lost = this.awaited.find(({ since }) => performance.now() - since > LONGEST_WAIT_MS);
      if (lost) {
        const last = lastNumbers.get(lost.groupUuid) ?? 'none';
        throw new Error(
          `a minute later the list shows ${last} as the last number of ${lost.groupUuid}, not ${lost.number}`,
        );
      }
      await sleep(this.lookEveryMs);
    }
  }
}
