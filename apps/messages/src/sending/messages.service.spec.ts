import { Registry } from 'prom-client';
import type { Message, Person } from '@app/common/contracts';
import { everyMoment, type Ask, type Program } from '../../test/every-interleaving';
import { standingsOfPairs } from '../../test/standings-on';
import { TableInMemory, type TableState } from '../../test/table-in-memory';
import { writingOn } from '../../test/writing-on';
import { ConversationHeads } from '../conversations/messages/conversation-heads';
import { pairGroupUuid } from '../conversations/messages/pair-group-uuid';
import { ConversationQueue } from './conversation-queue';
import type { MessagesService } from './messages.service';
import { SendingMetrics } from './sending-metrics';

jest.mock('@app/common/patience', () => ({
  ...jest.requireActual<object>('@app/common/patience'),
  pause: () => Promise.resolve(),
}));

const person = (handle: string): Person => ({ uuid: handle, handle, displayName: handle.toUpperCase() });
const [ANDREW, BAYKO, STRANGER] = [person('andrew'), person('bayko'), person('stranger')];
const GROUP = pairGroupUuid(ANDREW.uuid, BAYKO.uuid);
const NOW = '2026-01-01T00:00:00.000Z';

const aMessage = (number: number): Message => ({
  uuid: `m${number}`,
  groupUuid: GROUP,
  number,
  text: 'x',
  sender: BAYKO,
  createdAt: NOW,
});

const aTable = (messages: number, changes: Partial<TableState> = {}): TableState => ({
  members: [ANDREW, BAYKO],
  messages: Array.from({ length: messages }, (_, index) => aMessage(index + 1)),
  keys: {},
  conflicts: 0,
  ...changes,
});

/** A process that has just been started. */
function serviceOn(ask: Ask<TableState>): MessagesService {
  const table = new TableInMemory(ask);
  return writingOn(table, table, {
    standings: standingsOfPairs,
    seen: { messages: (_groupUuid, messages) => Promise.resolve([...messages]) },
    users: { byHandle: (handle) => Promise.resolve([ANDREW, BAYKO].find((each) => each.handle === handle)) },
    queue: new ConversationQueue(10_000),
    heads: new ConversationHeads(),
    clock: { now: () => new Date(NOW) },
    metrics: new SendingMetrics(new Registry()),
    contacts: { allowStart: () => Promise.resolve({}), allowSend: () => Promise.resolve() },
  });
}

/** Does each step at once, conflicts first. */
function alone(state: TableState) {
  const steps = jest.fn();
  const ask: Ask<TableState> = (...possible) => {
    steps();
    return Promise.resolve(possible.at(-1)!(state) as never);
  };
  return { service: serviceOn(ask), steps };
}

const numbersOf = ({ messages }: TableState): number[] => messages.map(({ number }) => number);

describe('sending', () => {
  it('asks once for a conversation that does not exist', async () => {
    const { service, steps } = alone(aTable(0));
    const send = service.send(GROUP, { sender: ANDREW, text: 'hi' });
    await expect(send).rejects.toMatchObject({ code: 'message_group_not_found' });
    expect(steps).toHaveBeenCalledTimes(1);
  });

  it.each([undefined, 'key'])('lets no stranger write, with the key %s', async (sendKey) => {
    const table = aTable(1);
    const send = alone(table).service.send(GROUP, { sender: STRANGER, text: 'hi', sendKey });
    await expect(send).rejects.toMatchObject({ code: 'message_group_not_found' });
    expect(table).toEqual(aTable(1));
  });

  it('asks as much for a conversation of others as for none, so that the time tells nothing of it', async () => {
    const { service, steps } = alone(aTable(1));
    await service.send(GROUP, { sender: ANDREW, text: 'two' });
    steps.mockClear();
    const send = service.send(GROUP, { sender: STRANGER, text: 'hi' });
    await expect(send).rejects.toMatchObject({ code: 'message_group_not_found' });
    expect(steps).toHaveBeenCalledTimes(1);
  });

  it('lets no stranger wait among those who write into a conversation, nor wait for them', async () => {
    const table = aTable(1);
    let steps = 0;
    let release = (): void => undefined;
    const isHeld = new Promise<void>((resolve) => (release = resolve));
    const service = serviceOn(async (...possible) => {
      steps += 1;
      if (steps === 3) await isHeld;
      return possible.at(-1)!(table) as never;
    });
    await service.send(GROUP, { sender: ANDREW, text: 'two' });
    const held = service.send(GROUP, { sender: BAYKO, text: 'three' });
    await new Promise(setImmediate);
    expect(steps).toBe(3);
    const send = service.send(GROUP, { sender: STRANGER, text: 'hi' });
    await expect(send).rejects.toMatchObject({ code: 'message_group_not_found' });
    release();
    expect(await held).toMatchObject({ number: 3 });
  }, 5_000);

  it('tries the next number where another process has taken the one that it knows of', async () => {
    const table = aTable(1);
    const { service } = alone(table);
    await service.send(GROUP, { sender: ANDREW, text: 'two' });
    table.messages.push(aMessage(3));
    expect(await service.send(GROUP, { sender: ANDREW, text: 'four' })).toMatchObject({ number: 4, text: 'four' });
  });

  it.each([undefined, 'key'])('tries again after a conflict, with the key %s', async (sendKey) => {
    const table = aTable(1, { conflicts: 3 });
    expect(await alone(table).service.send(GROUP, { sender: ANDREW, text: 'hi', sendKey })).toMatchObject({
      number: 2,
    });
    expect(numbersOf(table)).toEqual([1, 2]);
  });

  it('refuses another text under a key, and changes nothing', async () => {
    const table = aTable(1);
    const request = { sender: ANDREW, text: 'one', sendKey: 'key', textHash: 'one' };
    await alone(table).service.send(GROUP, request);
    const before = structuredClone(table);
    const other = alone(table).service.send(GROUP, { ...request, text: 'two', textHash: 'two' });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(table).toEqual(before);
  });

  it('answers a settled key with the message that it names', async () => {
    const table = aTable(3, { keys: { key: { number: 2, isSettled: true } } });
    expect(await alone(table).service.send(GROUP, { sender: ANDREW, text: 'x', sendKey: 'key' })).toEqual(aMessage(2));
    expect(numbersOf(table)).toEqual([1, 2, 3]);
  });
});

describe('the service in several processes, in every interleaving', () => {
  const REQUEST = { sender: ANDREW, text: 'once', sendKey: 'key', textHash: 'once' };
  const send: Program<TableState> = (ask) => serviceOn(ask).send(GROUP, REQUEST);
  const start: Program<TableState> = (ask) => serviceOn(ask).start({ ...REQUEST, recipientHandle: 'bayko' });
  const startOther: Program<TableState> = (ask) =>
    serviceOn(ask).start({ sender: BAYKO, text: 'other', sendKey: 'other', recipientHandle: 'andrew' });
  const write: Program<TableState> = (ask) =>
    ask(({ messages }) => void (messages.length > 0 && messages.push(aMessage(messages.length + 1))));

  it.each<[string, TableState, Program<TableState>[]]>([
    ['of two attempts while somebody writes', aTable(1, { conflicts: 1 }), [send, send, write]],
    ['of two attempts to start the conversation', aTable(0, { conflicts: 1 }), [start, start, write]],
    ['of starts by both members', aTable(0), [start, start, startOther]],
  ])('stores one message of a key and answers with it: %s', async (_scene, table, programs) => {
    const moments = await everyMoment(table, programs, async ({ state, results }) => {
      const ours = () => state.messages.filter(({ text }) => text === 'once');
      expect(numbersOf(state)).toEqual(state.messages.map((_, index) => index + 1));
      expect(ours().length).toBeLessThanOrEqual(1);
      for (const answer of (results as Message[]).filter((each) => each?.text === 'once')) {
        expect([answer]).toEqual(ours());
      }
      if (state.messages.length === 0) return;
      const later = structuredClone({ ...state, conflicts: 0 });
      const answer = await alone(later).service.send(GROUP, REQUEST);
      expect(later.messages.filter(({ text }) => text === 'once')).toEqual([answer]);
    });
    expect(moments).toBeGreaterThan(50);
  });
});
