import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { MessageDates } from './message-dates';
import { SendingMetrics } from './sending-metrics';

const NOW = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:00:01.000Z';

describe('the date of a message', () => {
  const metrics = new SendingMetrics(new Registry());
  const datesAt = (now: string) => new MessageDates({ now: () => new Date(now) }, metrics);
  const counted = async () => (await metrics.clockDifferences.get()).values[0]?.value ?? 0;
  let warn: jest.SpyInstance;
  beforeEach(() => (warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue()));
  afterEach(() => warn.mockRestore());

  it.each([
    ['the present for the first message', undefined, NOW],
    ['the present behind an older message', '2025-12-31T23:59:59.999Z', NOW],
    ['that of the message before, where that is a second ahead at most', LATER, LATER],
  ])('is %s', async (_what, previous, date) => {
    const before = await counted();
    expect(datesAt(NOW).after(previous)).toBe(date);
    expect(await counted()).toBe(before);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each(['2026-01-01T00:00:01.001Z', '2038-01-01T00:00:00.000Z'])(
    'is the present behind a message of %s, and a wrong clock is counted',
    async (previous) => {
      const before = await counted();
      expect(datesAt(NOW).after(previous)).toBe(NOW);
      expect(await counted()).toBe(before + 1);
    },
  );

  it('has a wrong clock said in the log, once a minute at most', () => {
    const dates = datesAt(NOW);
    for (const previous of ['2038-01-01T00:00:00.000Z', '2038-01-01T00:00:01.000Z']) dates.after(previous);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('378691200 s after this host')]]);
  });
});
