import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { metricsRegistry } from './metrics-registry';

/** The registry of the application's metrics, for each module that measures something. */
@Module({ providers: [metricsRegistry], exports: [Registry] })
export class MetricsModule {}
