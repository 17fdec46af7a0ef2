import type { INestApplication } from '@nestjs/common';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { BatchConsumerStrategy } from './batch-consumer.strategy';
import { ErrorsAsThrownFilter } from './errors-as-thrown.filter';

/** Lets the `@TakesEvents` methods of `app` take the batches that `strategy` reads. */
export function connectBatchConsumer(app: INestApplication, strategy: BatchConsumerStrategy): void {
  app
    .connectMicroservice<MicroserviceOptions>({ strategy }, { deferInitialization: true })
    .useGlobalFilters(new ErrorsAsThrownFilter());
}
