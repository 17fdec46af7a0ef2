import { getHeapStatistics } from 'node:v8';
import { collectDefaultMetrics, Gauge } from 'prom-client';

/** What every Node process tells: processor time, memory, event loop, garbage collection, and how much heap it may take. */
export function collectProcessMetrics(): void {
  collectDefaultMetrics({ prefix: 'cruddur_' });
  new Gauge({
    name: 'cruddur_nodejs_heap_size_limit_bytes',
    help: 'Heap size at which the process ends for want of memory',
    collect() {
      this.set(getHeapStatistics().heap_size_limit);
    },
  });
}
