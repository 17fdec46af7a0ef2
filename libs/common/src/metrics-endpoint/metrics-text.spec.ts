import { Counter, Registry } from 'prom-client';
import { metricsText } from './metrics-text';

describe('the metrics', () => {
  const registry = new Registry();
  new Counter({ name: 'sent_total', help: 'sent', registers: [registry] }).inc(3);
  const checks = {
    kafka: () => 'ok',
    stream: () => {
      throw new Error('away');
    },
  };

  it('tell what the application counts, and which part does not work', async () => {
    const lines = (await metricsText(registry, checks)).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'sent_total 3',
        'cruddur_part_works{part="kafka"} 1',
        'cruddur_part_works{part="stream"} 0',
      ]),
    );
  });

  it('can be asked for again and again', async () => {
    expect(await metricsText(registry, checks)).toBe(await metricsText(registry, checks));
  });
});
