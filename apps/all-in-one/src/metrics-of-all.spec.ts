import { Counter, Histogram, Registry } from 'prom-client';
import { checksOfAll, metricsOfAll } from './metrics-of-all';

/** A part as each of the services is: it counts and measures under names that others have too. */
function measured(name: string, sent: number) {
  const registry = new Registry();
  new Counter({ name: 'sent_total', help: 'sent', labelNames: ['to'], registers: [registry] }).inc({ to: 'a' }, sent);
  new Histogram({ name: 'seconds', help: 'duration', buckets: [1], registers: [registry] }).observe(sent);
  const checks = {
    kafka: () => 'ok',
    table: () => {
      throw new Error('away');
    },
  };
  return { name, registry, checks };
}

describe('the metrics of several services in one process', () => {
  const process = new Registry();
  new Counter({ name: 'cpu_total', help: 'processor time', registers: [process] }).inc(7);
  const parts = [measured('messages', 1), measured('users', 2)];
  const lines = async (): Promise<string[]> => (await metricsOfAll(process, parts)).split('\n');

  it('are told apart by the service', async () => {
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'sent_total{to="a",service="messages"} 1',
        'sent_total{to="a",service="users"} 2',
        'seconds_bucket{le="1",service="messages"} 1',
        'seconds_bucket{le="1",service="users"} 0',
        'seconds_sum{service="users"} 2',
        'cruddur_part_works{part="table",service="messages"} 0',
        'cruddur_part_works{part="kafka",service="users"} 1',
      ]),
    );
  });

  it('have the process once, of no service', async () => {
    expect((await lines()).filter((line) => line.startsWith('cpu_total'))).toEqual(['cpu_total 7']);
  });

  it('introduce each name once, however often they are asked for', async () => {
    await lines();
    const types = (await lines()).filter((line) => line.startsWith('# TYPE'));
    expect(types).toHaveLength(4);
    expect(new Set(types).size).toBe(4);
  });

  it('stand beside checks of all parts', () => {
    const names = ['messages.kafka', 'messages.table', 'users.kafka', 'users.table'];
    expect(Object.keys(checksOfAll(parts))).toEqual(names);
  });
});
