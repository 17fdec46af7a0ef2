import { getHeapStatistics } from 'node:v8';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';

/** Each look wakes the process: a hundred a second, prom-client's default, would be most of what an idle one does. */
const EVENT_LOOP_LOOKED_AT_EVERY_MS = 100;

/** What every Node process tells: processor time, memory, event loop, garbage collection, and how much heap it may take. */
export function collectProcessMetrics(register: Registry): void {
  collectDefaultMetrics({
    prefix: 'cruddur_',
    eventLoopMonitoringPrecision: EVENT_LOOP_LOOKED_AT_EVERY_MS,
    register,
  });
  new Gauge({
    name: 'cruddur_nodejs_heap_size_limit_bytes',
    help: 'Heap size at which the process ends for want of memory',
    registers: [register],
    collect() {
      this.set(getHeapStatistics().heap_size_limit);
    },
  });
}
