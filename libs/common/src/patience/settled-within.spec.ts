import { settledWithin } from './settled-within';

describe('settling within a time', () => {
  const never = new Promise(() => undefined);
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is true as soon as all have succeeded or failed, and leaves no timer', async () => {
    expect(await settledWithin(5_000, [Promise.resolve(), Promise.reject(new Error('failed'))])).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('is false when the time is over', async () => {
    const settled = settledWithin(5_000, [Promise.resolve(), never]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await settled).toBe(false);
  });
});
