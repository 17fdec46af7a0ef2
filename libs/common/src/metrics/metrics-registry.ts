import type { Provider } from '@nestjs/common';
import { Registry } from 'prom-client';

/** The metrics of one application; those of the whole process lie in prom-client's own registry. `MetricsModule` provides it. */
export const metricsRegistry: Provider = { provide: Registry, useFactory: () => new Registry() };
