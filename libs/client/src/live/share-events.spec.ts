import { randomUUID } from 'node:crypto';
import { CruddurClient } from '../cruddur-client';
import { EventGateway } from '../for-tests/event-gateway';
import { PageLocks } from '../for-tests/page-locks';
import { until } from '../for-tests/until';
import type { LiveEvent } from './live-event';

const PAUSES = { firstMs: 1, longestMs: 2 };

const typing = (id: string): LiveEvent => ({ id, event: 'typing', data: { message_group_uuid: 'g', uuid: id } });

/** A page of a browser that takes events until it is closed. */
class ReadingPage {
  readonly ids: string[] = [];
  private readonly closing = new AbortController();
  readonly ended: Promise<unknown>;

  constructor(client: CruddurClient, name: string, locks: PageLocks, since?: string) {
    const options = { locks, since, signal: this.closing.signal, pauses: PAUSES };
    this.ended = this.run(client.sharedEvents(name, options)).catch((error: unknown) => error);
  }

  close(): Promise<unknown> {
    this.closing.abort(new Error('closed'));
    return this.ended;
  }

  private async run(events: AsyncIterable<LiveEvent>): Promise<void> {
    for await (const { id } of events) this.ids.push(id);
  }
}

describe('the pages of a browser', () => {
  let gateway: EventGateway;
  let pages: ReadingPage[];
  let open: (since?: string) => ReadingPage;

  const startWith = async (script?: Parameters<typeof EventGateway.start>[0]): Promise<void> => {
    gateway = await EventGateway.start(script);
    const client = new CruddurClient({ url: gateway.url, token: () => 'a-token' });
    const [name, locks] = [randomUUID(), new PageLocks()];
    pages = [];
    open = (since) => {
      const page = new ReadingPage(client, name, locks, since);
      pages.push(page);
      return page;
    };
  };
  afterEach(async () => {
    await Promise.all(pages.map((page) => page.close()));
    await gateway.stop();
  });

  it('have one stream together, of which each hears everything', async () => {
    await startWith();
    for (let page = 0; page < 7; page++) open();
    await until(() => expect(gateway.open).toBe(1));
    gateway.tell(typing('1'), typing('2'));
    await until(() => expect(pages.map(({ ids }) => ids)).toEqual(Array(7).fill(['1', '2'])));
    expect(gateway.opened).toHaveLength(1);
  });

  it('go on behind the last event when the one that read it is closed', async () => {
    await startWith();
    const [first, second] = [open('list'), open()];
    await until(() => expect(gateway.open).toBe(1));
    gateway.tell(typing('1'));
    await until(() => expect(second.ids).toEqual(['1']));
    expect(await first.close()).toMatchObject({ message: 'closed' });
    await until(() =>
      expect(gateway.opened.map(({ searchParams }) => searchParams.get('since'))).toEqual(['list', '1']),
    );
    await until(() => expect(gateway.open).toBe(1));
    gateway.tell(typing('2'));
    await until(() => expect(second.ids).toEqual(['1', '2']));
  });

  it('that come later are told what they have missed', async () => {
    await startWith();
    const missed: Record<string, string[]> = { list: ['1', '2'], 2: ['3'], 3: [] };
    gateway.answers['/api/events'] = ({ searchParams }) => {
      const ids = missed[searchParams.get('since') ?? ''] ?? [];
      return { body: { events: ids.map(typing), cursor: ids.at(-1) ?? '3' } };
    };
    open('first');
    await until(() => expect(gateway.open).toBe(1));
    const later = open('list');
    await until(() => expect(later.ids).toEqual(['1', '2', '3']));
    gateway.tell(typing('4'));
    await until(() => expect(later.ids).toEqual(['1', '2', '3', '4']));
    expect(gateway.opened).toHaveLength(1);
  });

  it('read all again where they come with a cursor that is refused', async () => {
    await startWith();
    gateway.refusals['/api/events'] = { status: 422, codes: ['event_cursor_malformed'] };
    open();
    await until(() => expect(gateway.open).toBe(1));
    const later = open('broken');
    await until(() => expect(later.ids).toEqual(['']));
    gateway.tell(typing('1'));
    await until(() => expect(later.ids).toEqual(['', '1']));
  });

  it('all learn of a refusal for good', async () => {
    await startWith(() => ({ status: 403, codes: ['account_suspended'] }));
    for (const page of [open(), open()]) expect(await page.ended).toMatchObject({ status: 403 });
  });
});
