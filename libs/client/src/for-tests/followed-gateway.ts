import type { OutboxEntry } from '../outbox/outbox-store';
import { LiveStore } from '../store/live-store';
import type { StoreClient } from '../store/live-store-options';
import { EventGateway } from './event-gateway';
import { BAYKO, group, ME, message } from './told';
import { until } from './until';

/** A gateway with two conversations, and a store that follows it and has one of them open. */
export class FollowedGateway {
  readonly pending: OutboxEntry[] = [];
  readonly rows = [group('a', 3), group('b', 2)];
  /** The messages of the open one, by their numbers. */
  stored = [1, 2, 3].map((number) => message(number));
  readonly store: LiveStore;
  private readonly leave = new AbortController();
  private readonly running: Promise<unknown>;

  private constructor(
    readonly gateway: EventGateway,
    client: StoreClient,
  ) {
    this.answer();
    this.store = new LiveStore({ client, ownUuid: ME, pending: () => this.pending });
    this.running = this.store.run({ signal: this.leave.signal }).catch((error: unknown) => error);
  }

  static async start(clientOf: (url: string) => StoreClient): Promise<FollowedGateway> {
    const gateway = await EventGateway.start();
    const followed = new FollowedGateway(gateway, clientOf(gateway.url));
    const { store } = followed;
    await until(() => expect(gateway.open).toBe(1));
    await store.open('a');
    await until(() => expect(store.receiptsIn('a')).toMatchObject([{ uuid: BAYKO, last_read_number: 2 }]));
    return followed;
  }

  async stop(): Promise<void> {
    this.leave.abort(new Error('left'));
    expect(await this.running).toMatchObject({ message: 'left' });
    await this.gateway.stop();
  }

  /** What is shown of the open conversation. */
  texts(): string[] {
    return this.store
      .shownIn('a')
      .map((each) => ('message' in each ? each.message.message : each.unsent.message.message));
  }

  /** How many requests were for such a path. */
  asked(what: string): number {
    return this.gateway.asked.filter((each) => each.includes(what)).length;
  }

  private answer(): void {
    const row = (uuid: string) => () => ({ body: this.rows.find((each) => each.uuid === uuid) });
    const receipts = [{ uuid: BAYKO, last_read_number: 2, last_received_number: 3 }];
    Object.assign(this.gateway.answers, {
      '/api/message_groups': ({ searchParams }: URL) => ({
        body: this.rows.filter(({ archived }) => archived === (searchParams.get('archived') === 'true')),
        headers: { 'event-cursor': 'list' },
      }),
      '/api/settings': () => ({ body: { receipts: true, accepts: 'everybody' } }),
      '/api/message_groups/a': row('a'),
      '/api/message_groups/c': row('c'),
      '/api/message_groups/a/receipts': () => ({ body: receipts }),
      '/api/messages/a': ({ searchParams }: URL) => {
        const before = Number(searchParams.get('before') ?? Infinity);
        return { body: this.stored.filter(({ number }) => number < before).slice(-Number(searchParams.get('limit'))) };
      },
      '/api/messages/a/changes': ({ searchParams }: URL) => ({
        body: {
          entries: this.stored.filter(({ number }) => number > Number(searchParams.get('after_number'))),
          revisions: [],
          has_more: false,
        },
      }),
    });
  }
}
