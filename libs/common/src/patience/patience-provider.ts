import type { Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Patience } from './patience';

/** The patience of an application, whose outages are in its metrics: for a module that imports `MetricsModule`. */
export const patienceProvider: Provider = {
  provide: Patience,
  inject: [Registry],
  useFactory: (registry: Registry) => new Patience(registry),
};
