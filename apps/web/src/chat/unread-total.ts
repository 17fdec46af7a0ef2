import type { Api, LiveStore } from '@cruddur/client';
import type { LongList } from './long-list';
import { unreadIn } from './unread-in';

interface Total {
  messages: number;
  /** Whether there may be more. */
  more: boolean;
}

/** The service counts over all conversations, so it is not asked more often. */
const EVERY_MS = 5_000;

/** How much is unread in all: what the list says, and of a list that is read in part what the service does. */
export class UnreadTotal {
  private told: Total | undefined;
  /** What the list said when that was asked for. */
  private listedThen: Total | undefined;
  private isBusy = false;

  constructor(
    private readonly client: Pick<Api, 'readUnread'>,
    private readonly store: Pick<LiveStore, 'list'>,
    private readonly longList: Pick<LongList, 'hasMore'>,
    private readonly tell: () => void,
    private readonly signal: AbortSignal,
  ) {}

  /** What has changed in the list since the service was asked counts at once. */
  at(now: number): Total {
    const listed = unreadIn(this.store.list, now);
    const { told, listedThen } = this;
    if (!told || !listedThen || !this.longList.hasMore(false)) return listed;
    const messages = Math.max(told.messages + listed.messages - listedThen.messages, listed.messages);
    return { messages, more: told.more || listed.more };
  }

  /** To be called whenever something has changed. */
  look(): void {
    if (this.isBusy || this.signal.aborted || !this.longList.hasMore(false)) return;
    const listed = unreadIn(this.store.list, Date.now());
    if (listed.messages !== this.listedThen?.messages) void this.ask(listed);
  }

  private async ask(listed: Total): Promise<void> {
    this.isBusy = true;
    // Where there is no answer, what was told before stays.
    const answer = await this.client.readUnread({}, { signal: this.signal }).catch(() => undefined);
    if (answer) {
      this.told = answer.body;
      this.listedThen = listed;
      this.tell();
    }
    setTimeout(() => {
      this.isBusy = false;
      this.look();
    }, EVERY_MS);
  }
}
