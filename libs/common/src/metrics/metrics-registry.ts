import type { Provider } from '@nestjs/common';
import { Registry } from 'prom-client';

/** All metrics of one application, apart from those of others in the same process. `MetricsModule` provides it. */
export const metricsRegistry: Provider = { provide: Registry, useFactory: () => new Registry() };
