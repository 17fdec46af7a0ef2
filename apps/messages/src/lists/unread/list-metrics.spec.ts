import { Logger } from '@nestjs/common';
import { Registry } from 'prom-client';
import { LONG_LIST, ListMetrics } from './list-metrics';

describe('the metrics of conversation lists', () => {
  const registry = new Registry();
  const metrics = new ListMetrics(registry);
  const lines: string[] = [];

  beforeAll(() => {
    const keep = (line: string): number => lines.push(line);
    Logger.overrideLogger({ log: keep, warn: keep, error: keep });
  });

  it('tell a list that is too long from one that is not, and name its user', async () => {
    metrics.listed('andrew', LONG_LIST);
    metrics.listed('bayko', LONG_LIST + 1);
    const text = (await registry.metrics()).split('\n');
    expect(text).toEqual(
      expect.arrayContaining([
        `cruddur_messages_list_rows_bucket{le="${LONG_LIST}"} 1`,
        'cruddur_messages_list_rows_bucket{le="+Inf"} 2',
      ]),
    );
    expect(lines).toEqual([`the list of user bayko has ${LONG_LIST + 1} rows, and reads them all each time`]);
  });
});
