import { type Patience, untilAnswered } from '../calls/patience.js';
import type { ConversationCopy, KnownEntries } from '../conversation/conversation-copy.js';
import type { Api, Message, MessageGroup } from '../generated/api.js';
import type { CallOptions } from '../transport/call.js';

/** What an open conversation asks of a client. */
export interface ConversationClient extends Pick<Api, 'readMessageGroup' | 'readMessages'> {
  copyOf(uuid: string, known: KnownEntries<Message>): ConversationCopy<Message>;
}

const PAGE = 50;
const LONGEST_PAGE = 200;
/** As far as it is read back for what is unread. */
const UNREAD = 2_000;
/** A group that somebody has just started may not be found for a moment. */
const LOOKS = 5;

/** A conversation that is shown: its newest page, what is unread before that, and older pages as they are asked for. */
export class OpenConversation {
  private copy: ConversationCopy<Message> | undefined;
  private readonly closing = new AbortController();
  /** Whether something was told of it before it was there. */
  isBehind = false;

  constructor(
    private readonly client: ConversationClient,
    private readonly uuid: string,
    private readonly patience: Patience,
  ) {}

  /** The oldest first. */
  get entries(): Message[] {
    return this.copy?.entries ?? [];
  }

  /** Up to which no entry is missing. */
  get number(): number {
    return this.copy?.number ?? 0;
  }

  get hasOlder(): boolean {
    return this.copy?.hasOlder ?? false;
  }

  /** Waits out what passes. @returns its row before. @throws CruddurError when it is refused for good, or the reason it was closed for. */
  read(): Promise<MessageGroup> {
    let looks = 0;
    return this.patiently(
      async (options) => {
        // The row before the pages: what changes between the two is told once more, and never missed.
        const { body: row } = await this.client.readMessageGroup({ message_group_uuid: this.uuid }, options);
        const unread = row.last_number - row.last_read_number;
        const entries = await this.page({ limit: Math.min(Math.max(PAGE, unread), LONGEST_PAGE) }, options);
        const number = entries.at(-1)?.number ?? 0;
        const copy = this.client.copyOf(this.uuid, { entries, number, revision: row.revision });
        while (lacks(copy, row.last_read_number + 1)) await this.goBack(copy, options);
        this.copy = copy;
        return row;
      },
      ({ retriable, status }) => retriable || (status === 404 && ++looks < LOOKS),
    );
  }

  /** Likewise. */
  async readOlder(): Promise<void> {
    const { copy } = this;
    if (copy) await this.patiently((options) => this.goBack(copy, options));
  }

  /** @returns whether nothing is missing before it; otherwise, catch up. */
  takeNext(message: Message, revision?: number): boolean {
    return this.copy?.takeNext(message, revision) ?? false;
  }

  async catchUp(): Promise<void> {
    if (this.copy) await this.copy.catchUp();
    else this.isBehind = true;
  }

  close(): void {
    this.closing.abort(new Error('the conversation was closed'));
  }

  private patiently<Value>(
    attempt: (options: CallOptions) => Promise<Value>,
    passes?: Patience['passes'],
  ): Promise<Value> {
    const { signal: ending, ...patience } = this.patience;
    const signal = ending ? AbortSignal.any([ending, this.closing.signal]) : this.closing.signal;
    return untilAnswered(() => attempt({ signal }), { ...patience, passes, signal });
  }

  private async page(place: { before?: number; limit: number }, options: CallOptions): Promise<Message[]> {
    return (await this.client.readMessages({ message_group_uuid: this.uuid, ...place }, options)).body;
  }

  private goBack(copy: ConversationCopy<Message>, options: CallOptions): Promise<void> {
    return copy.readOlder((before) => this.page({ before, limit: LONGEST_PAGE }, options));
  }
}

const lacks = (copy: ConversationCopy<Message>, number: number): boolean =>
  copy.hasOlder && copy.entries.length < UNREAD && (copy.entries[0]?.number ?? 0) > number;
