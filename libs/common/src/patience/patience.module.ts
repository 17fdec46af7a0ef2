import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { MetricsModule } from '@app/common/metrics';
import { Patience } from './patience';

/** The patience of an application, whose outages are in its metrics. */
@Module({
  imports: [MetricsModule],
  providers: [{ provide: Patience, inject: [Registry], useFactory: (registry: Registry) => new Patience(registry) }],
  exports: [Patience],
})
export class PatienceModule {}
