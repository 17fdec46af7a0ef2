import { setTimeout as after } from 'node:timers/promises';
import type { CruddurError } from '../calls/cruddur-error';
import { CruddurClient } from '../cruddur-client';
import { ScriptedGateway, type SeenRequest, type Turn } from '../for-tests/scripted-gateway';
import { MemoryOutboxStore } from '../for-tests/memory-outbox-store';
import type { MessageToSend } from '../generated/api';
import { Outbox, type OutboxOptions } from './outbox';

const UNAVAILABLE: Turn = { status: 503, body: ['service_unavailable'] };
const REFUSED: Turn = { status: 404, body: ['message_group_not_found'] };
const into = (message_group_uuid: string, message: string): MessageToSend => ({ message_group_uuid, message });
const to = (handle: string, message: string): MessageToSend => ({ handle, message });

describe('Outbox', () => {
  let store: MemoryOutboxStore;
  let gateway: ScriptedGateway;
  let told: string[];
  const outboxes: Outbox[] = [];

  beforeEach(() => {
    store = new MemoryOutboxStore();
    told = [];
  });
  afterEach(async () => {
    await Promise.all(outboxes.splice(0).map((outbox) => outbox.close()));
    await gateway.stop();
  });

  const listenTo = async (script: Parameters<typeof ScriptedGateway.start>[0]): Promise<void> => {
    gateway = await ScriptedGateway.start(script);
  };
  const open = async (options: Partial<OutboxOptions> = {}): Promise<Outbox> => {
    const outbox = await Outbox.open({
      client: new CruddurClient({ url: gateway.url, token: () => 'a-token' }),
      store,
      pauses: { firstMs: 1, longestMs: 5 },
      onSent: ({ message }) => told.push(`sent ${message.message}`),
      onRefused: ({ message }, { codes }) => told.push(`refused ${message.message}: ${codes.join()}`),
      ...options,
    });
    outboxes.push(outbox);
    return outbox;
  };

  const textOf = ({ body }: SeenRequest): string => (body as MessageToSend).message;
  const texts = (): string[] => gateway.seen.map(textOf);
  const stored = (): string[] => [...store.entries.values()].map(({ message }) => message.message);
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await after(1);
  };
  /** Answers nothing of what has this text before it may. */
  const gateFor = (text: string) => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const script = async (request: SeenRequest): Promise<Turn> => {
      if (textOf(request) === text) await opened;
      return { body: { message_group_uuid: 'c1' } };
    };
    return { script, open: () => open() };
  };

  it('keeps a message before it sends it, and until it is answered', async () => {
    const { script, open: openGate } = gateFor('one');
    await listenTo(script);
    const outbox = await open();
    store.delayMs = 20;
    const entry = await outbox.add(into('c1', 'one'));
    expect(store.entries.get(entry.key)).toEqual(entry);
    await until(() => gateway.seen.length === 1);
    expect(stored()).toEqual(['one']);
    openGate();
    await until(() => told.length > 0);
    expect(told).toEqual(['sent one']);
    expect(stored()).toEqual([]);
    expect(outbox.pending()).toEqual([]);
  });

  it('sends nothing that the store has not taken', async () => {
    await listenTo([{ body: {} }]);
    const outbox = await open();
    store.fail = 'put';
    await expect(outbox.add(into('c1', 'one'))).rejects.toThrow('the store is full');
    await expect(outbox.send(into('c1', 'two'))).rejects.toThrow('the store is full');
    store.fail = undefined;
    await outbox.send(into('c1', 'three'));
    expect(texts()).toEqual(['three']);
  });

  it('sends what another process has left, in its order, with the keys that it had', async () => {
    await listenTo(['silent']);
    const first = await open();
    const entries = [await first.add(into('c1', 'one')), await first.add(into('c1', 'two'))];
    await until(() => gateway.seen.length === 1);
    await first.close();
    await gateway.stop();

    await listenTo([{ body: {} }]);
    const second = await open();
    expect(second.pending()).toEqual(entries);
    await second.send(into('c1', 'three'));
    expect(texts()).toEqual(['one', 'two', 'three']);
    expect(gateway.seen.slice(0, 2).map(({ headers }) => headers['idempotency-key'])).toEqual(
      entries.map(({ key }) => key),
    );
    expect(stored()).toEqual([]);
  });

  it('leaves alone what another process has sent meanwhile', async () => {
    await listenTo([{ body: {} }]);
    await store.put({ key: 'k', position: 1, message: into('c1', 'one') });
    store.get = () => Promise.resolve(undefined);
    const outbox = await open();
    await until(() => outbox.pending().length === 0);
    expect(texts()).toEqual([]);
  });

  it('says to who waits that it was closed, and keeps the message', async () => {
    await listenTo([UNAVAILABLE]);
    const outbox = await open({ pauses: { firstMs: 60_000 } });
    const sending = outbox.send(into('c1', 'one'));
    const outcome = expect(sending).rejects.toThrow('the outbox was closed');
    await until(() => gateway.seen.length === 1);
    await outbox.close();
    await outcome;
    expect(stored()).toEqual(['one']);
    expect(told).toEqual([]);
    await expect(outbox.send(into('c1', 'two'))).rejects.toThrow('the outbox was closed');
  });

  it('tells of what is refused for good, forgets it, and goes on with the next', async () => {
    await listenTo((request) => (textOf(request) === 'one' ? REFUSED : { body: {} }));
    const outbox = await open();
    const refused = expect(outbox.send(into('c1', 'one'))).rejects.toMatchObject({ status: 404 });
    await outbox.send(into('c1', 'two'));
    await refused;
    expect(told).toEqual(['refused one: message_group_not_found', 'sent two']);
    expect(stored()).toEqual([]);
  });

  it('keeps what is sent while nobody is signed in', async () => {
    await listenTo((_request, turn) => (turn < 4 ? { status: 401, body: {} } : { body: {} }));
    const delays: CruddurError[] = [];
    const outbox = await open({ onDelayed: (_entry, error) => delays.push(error) });
    await outbox.send(into('c1', 'one'));
    expect(delays.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('sends again, with the same key, what it could not take out of the store', async () => {
    await listenTo([{ body: { number: 1 } }]);
    const outbox = await open();
    store.fail = 'delete';
    const sending = outbox.send(into('c1', 'one'));
    await until(() => gateway.seen.length === 2);
    store.fail = undefined;
    await expect(sending).resolves.toEqual({ number: 1 });
    expect(new Set(gateway.seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(told).toEqual(['sent one']);
  });

  it('ends its pauses when it is told to', async () => {
    await listenTo((_request, turn) => (turn === 0 ? UNAVAILABLE : { body: {} }));
    let isDelayed = false;
    const outbox = await open({ pauses: { firstMs: 60_000 }, onDelayed: () => (isDelayed = true) });
    const sending = outbox.send(into('c1', 'one'));
    await until(() => isDelayed);
    outbox.retryNow();
    await sending;
  });

  describe('the order', () => {
    it('is kept in a conversation, through failures', async () => {
      const failures = new Map<string, number>();
      await listenTo((request): Turn => {
        const count = (failures.get(textOf(request)) ?? 0) + 1;
        failures.set(textOf(request), count);
        return count < 3 ? (count === 1 ? 'cut' : UNAVAILABLE) : { body: {} };
      });
      const outbox = await open();
      await Promise.all(['1', '2', '3', '4'].map((text) => outbox.send(into('c1', text))));
      expect(texts()).toEqual(['1', '1', '1', '2', '2', '2', '3', '3', '3', '4', '4', '4']);
    });

    it('is none between conversations', async () => {
      const { script, open: openGate } = gateFor('one');
      await listenTo(script);
      const outbox = await open();
      const sending = outbox.send(into('c1', 'one'));
      await outbox.send(into('c2', 'other'));
      openGate();
      await sending;
    });

    it('is kept between spellings of a handle, and of a conversation', async () => {
      const { script, open: openGate } = gateFor('one');
      await listenTo(script);
      const outbox = await open();
      const sendings = [to('@José', 'one'), to(' JOSE\u0301 ', 'two'), into('C1', 'three'), into('c1', 'four')].map(
        (message) => outbox.send(message),
      );
      await until(() => gateway.seen.length > 0);
      await after(20);
      expect(texts()).toEqual(['one']);
      openGate();
      await Promise.all(sendings);
      expect(texts()).toEqual(['one', 'two', 'three', 'four']);
    });

    it('is kept between a handle and a conversation, of which nobody knows whether they are one', async () => {
      const { script, open: openGate } = gateFor('one');
      await listenTo(script);
      const outbox = await open();
      const sendings = [to('bayko', 'one'), to('londo', 'another'), into('c2', 'two')].map((each) => outbox.send(each));
      await until(() => gateway.seen.length === 2);
      await after(20);
      expect(texts().sort()).toEqual(['another', 'one']);
      openGate();
      await Promise.all(sendings);
      expect(texts().at(-1)).toBe('two');
    });

    it('holds no conversation up any more when it is known into which one a handle leads', async () => {
      const { script, open: openGate } = gateFor('two');
      await listenTo(script);
      const outbox = await open();
      await outbox.send(to('bayko', 'one'));
      const sending = outbox.send(to('Bayko', 'two'));
      await outbox.send(into('c2', 'other'));
      const behind = outbox.send(into('c1', 'three'));
      await after(20);
      expect(texts()).toEqual(['one', 'two', 'other']);
      openGate();
      await Promise.all([sending, behind]);
      expect(texts().at(-1)).toBe('three');
    });

    it('holds no conversation up by a start that has to wait', async () => {
      let mayStart = false;
      await listenTo((request): Turn => {
        if (!('handle' in (request.body as MessageToSend)) || mayStart) return { body: { message_group_uuid: 'c1' } };
        return { status: 429, body: ['rate_limited_start'] };
      });
      const outbox = await open();
      const starting = outbox.send(to('bayko', 'one'));
      const again = outbox.send(to('bayko', 'two'));
      await outbox.send(into('c2', 'other'));
      expect(texts()).not.toContain('two');
      mayStart = true;
      await Promise.all([starting, again]);
      expect(texts().slice(-2)).toEqual(['one', 'two']);
    });
  });
});
