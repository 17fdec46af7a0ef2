import { Logger } from '@nestjs/common';
import { Watchdog } from './watchdog';

describe('the watchdog', () => {
  let isStuck = false;
  const codes: number[] = [];
  const watchdog = new Watchdog(
    {
      discovery: () => {
        if (isStuck) throw new Error('nothing for 60 s');
      },
    },
    (code) => codes.push(code),
  );

  beforeAll(() => {
    Logger.overrideLogger(false);
    jest.useFakeTimers();
    watchdog.onApplicationBootstrap();
  });
  afterAll(() => {
    watchdog.onModuleDestroy();
    jest.useRealTimers();
  });

  it('ends the process when a part is stuck, and not before', () => {
    jest.advanceTimersByTime(60_000);
    expect(codes).toEqual([]);
    isStuck = true;
    jest.advanceTimersByTime(1_000);
    expect(codes).toEqual([1]);
  });

  it('looks no more once the process stops by itself', () => {
    watchdog.onModuleDestroy();
    jest.advanceTimersByTime(60_000);
    expect(codes).toEqual([1]);
  });
});
