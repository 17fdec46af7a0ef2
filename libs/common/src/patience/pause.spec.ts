import { pause } from './pause';

describe('a pause', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('ends after its time', async () => {
    const ended = jest.fn();
    const paused = pause(100).then(ended);
    await jest.advanceTimersByTimeAsync(99);
    expect(ended).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await paused;
  });

  it('ends at once when the signal aborts, and leaves no timer', async () => {
    const stop = new AbortController();
    const paused = pause(60_000, stop.signal);
    stop.abort();
    await paused;
    expect(jest.getTimerCount()).toBe(0);
  });

  it.each([
    ['no time', 0, undefined],
    ['a signal that has aborted', 60_000, AbortSignal.abort()],
  ])('does not begin with %s', async (_what, milliseconds, signal) => {
    await pause(milliseconds, signal);
    expect(jest.getTimerCount()).toBe(0);
  });
});
