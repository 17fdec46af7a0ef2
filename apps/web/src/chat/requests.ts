import type { Api, LiveStore, MessageGroup } from '@cruddur/client';

const EVERY_MS = 60_000;
const MOST = 200;

/** Conversations that wait to be accepted. No event tells of them, so they are read now and then. */
export class Requests {
  all: readonly MessageGroup[] = [];

  constructor(
    private readonly client: Pick<Api, 'listMessageRequests' | 'acceptMessageRequest' | 'declineMessageRequest'>,
    private readonly store: Pick<LiveStore, 'listed'>,
    private readonly tell: () => void,
  ) {}

  /** Reads them now, each minute in which the page is seen, and whenever one comes back to it. */
  watch(signal: AbortSignal): void {
    const look = (): void => {
      if (document.visibilityState === 'visible') void this.read();
    };
    look();
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('online', look, { signal });
    const timer = setInterval(look, EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** Where there is no answer, what was read before stays. */
  async read(): Promise<void> {
    const answer = await this.client.listMessageRequests({ limit: MOST }).catch(() => undefined);
    if (answer) this.set(answer.body);
  }

  async accept(uuid: string): Promise<void> {
    const { body } = await this.client.acceptMessageRequest({ message_group_uuid: uuid });
    this.store.listed([body]);
    this.set(this.without(uuid));
  }

  async decline(uuid: string): Promise<void> {
    await this.client.declineMessageRequest({ message_group_uuid: uuid });
    this.set(this.without(uuid));
  }

  private without(uuid: string): MessageGroup[] {
    return this.all.filter((each) => each.uuid !== uuid);
  }

  private set(all: readonly MessageGroup[]): void {
    this.all = all;
    this.tell();
  }
}
