import './quiet-kafkajs';
import RequestQueue from 'kafkajs/src/network/requestQueue';
import { version } from 'kafkajs/package.json';

const logger = { debug: () => undefined, warn: () => undefined };

describe('the timers of kafkajs', () => {
  let sent: number[];
  let queue: RequestQueue;

  const newQueue = (options: object = {}): RequestQueue =>
    new RequestQueue({
      logger,
      maxInFlightRequests: 1,
      requestTimeout: 30_000,
      enforceRequestTimeout: true,
      ...options,
    });
  const push = (correlationId: number, onReject: () => void = () => undefined): void =>
    queue.push({
      entry: { correlationId, resolve: () => undefined, reject: onReject },
      expectResponse: true,
      sendRequest: () => void sent.push(correlationId),
    });
  const answer = (correlationId: number): void =>
    queue.fulfillRequest({ correlationId, payload: Buffer.alloc(0), size: 0 });

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    queue = newQueue();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('are mended for this version, and have to be looked at again with another', () => {
    expect(version).toBe('2.2.4');
  });

  it('rest where no request waits for its turn', () => {
    push(1);
    answer(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('send what waits as soon as there is room', () => {
    push(1);
    push(2);
    expect(sent).toEqual([1]);
    answer(1);
    expect(sent).toEqual([1, 2]);
    answer(2);
    jest.runOnlyPendingTimers();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('send what the broker has put off when that time is over', () => {
    Object.assign(queue, { throttledUntil: Date.now() + 500 });
    push(1);
    jest.advanceTimersByTime(499);
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(sent).toEqual([1]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('look once a second for a request that takes too long, and end it', () => {
    const ended = jest.fn();
    queue.scheduleRequestTimeoutCheck();
    push(1, ended);
    expect(jest.getTimerCount()).toBe(1);
    jest.advanceTimersByTime(30_000);
    expect(ended).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_000);
    expect(ended).toHaveBeenCalled();
  });

  it('end with their connection', () => {
    queue = newQueue({ isConnected: () => false });
    queue.scheduleRequestTimeoutCheck();
    jest.advanceTimersByTime(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
