import { Logger } from '@nestjs/common';
import type { KafkaMessage } from 'kafkajs';
import { Registry } from 'prom-client';
import { DomainError } from '@app/common/errors';
import type { CloudEvent } from '@app/common/events';
import { Patience } from '@app/common/patience';
import { Delivery, type Delivered, type EventHandler } from './delivery';

const away = new DomainError('service_unavailable', { detail: 'the store is away' });

const delivered = (...ids: string[]): Delivered[] =>
  ids.map((id) => ({ record: { offset: id } as KafkaMessage, event: { id } as CloudEvent }));

describe('Delivery', () => {
  const outages = new Patience(new Registry()).outages('test');
  const giveUp = new AbortController();
  const batches: string[][] = [];
  const handlerThat = (fail: (ids: string[]) => void): EventHandler => {
    batches.length = 0;
    return (events) => {
      const ids = events.map(({ id }) => id);
      batches.push(ids);
      fail(ids);
      return Promise.resolve();
    };
  };
  const deliver = (handler: EventHandler, events: Delivered[], signal = giveUp.signal) =>
    new Delivery(handler, outages, signal).deliver(events);

  it('hands all events over at once', async () => {
    expect(
      await deliver(
        handlerThat(() => undefined),
        delivered('1', '2', '3'),
      ),
    ).toEqual([]);
    expect(batches).toEqual([['1', '2', '3']]);
  });

  it('calls no handler for no events', async () => {
    expect(
      await deliver(
        handlerThat(() => undefined),
        [],
      ),
    ).toEqual([]);
    expect(batches).toEqual([]);
  });

  it('finds the event that a handler fails on, and refuses it alone', async () => {
    const handler = handlerThat((ids) => {
      if (ids.includes('3')) throw new TypeError('cannot read 3');
    });
    const refused = await deliver(handler, delivered('1', '2', '3', '4', '5'));
    expect(refused).toEqual([{ record: { offset: '3' }, reason: 'TypeError: cannot read 3' }]);
    const succeeded = batches.filter((ids) => !ids.includes('3')).flat();
    expect(succeeded).toEqual(['1', '2', '4', '5']);
  });

  it('tries a single event three times', async () => {
    const handler = handlerThat(() => {
      throw new Error('always');
    });
    expect(await deliver(handler, delivered('1'))).toHaveLength(1);
    expect(batches).toEqual([['1'], ['1'], ['1']]);
  });

  it('refuses nothing that succeeds on a later try', async () => {
    const handler = handlerThat(() => {
      if (batches.length < 3) throw new Error('twice');
    });
    expect(await deliver(handler, delivered('1'))).toEqual([]);
  });

  it('waits out a failure that passes, without splitting or skipping, and says so twice', async () => {
    const lines = ['warn', 'log'] as const;
    const spoken = lines.map((level) => jest.spyOn(Logger.prototype, level).mockImplementation());
    const handler = handlerThat(() => {
      if (batches.length === 3) expect(outages.reason).toMatch('the store is away');
      if (batches.length < 5) throw away;
    });
    expect(await deliver(handler, delivered('1', '2'))).toEqual([]);
    expect(batches).toEqual(Array(5).fill(['1', '2']));
    expect(spoken.map((spy) => spy.mock.calls.length)).toEqual([1, 1]);
    expect(outages.reason).toBeUndefined();
    jest.restoreAllMocks();
  });

  it('ends with the reason when it is told to give up while it waits', async () => {
    jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const reason = new Error('the group shares out anew');
    const stop = new AbortController();
    const handler = handlerThat(() => {
      if (batches.length === 2) stop.abort(reason);
      throw away;
    });
    await expect(deliver(handler, delivered('1', '2'), stop.signal)).rejects.toBe(reason);
    expect(batches).toHaveLength(2);
    jest.restoreAllMocks();
  });
});
