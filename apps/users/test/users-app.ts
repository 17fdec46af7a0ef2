import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig, type Environment } from '@app/common/config';
import { ServiceErrorFilter } from '@app/common/http';
import { services } from '../../../test/support/services';
import { uniqueName } from '../../../test/support/unique';
import { usersVariables } from '../src/config/users.config';
import { createUsersAdapter } from '../src/users-adapter';
import { UsersModule } from '../src/users.module';

/** The users service on this database, asked by `inject`. Unless told otherwise, its events find no topic, and wait. */
export async function createUsersApp(
  databaseUrl: string,
  variables: Environment = {},
): Promise<NestFastifyApplication> {
  const config = loadConfig(usersVariables, {
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: services().KAFKA_BROKERS,
    KAFKA_TOPIC_PREFIX: uniqueName('no-such'),
    LOG_LEVEL: 'silent',
    ...variables,
  });
  const testing = await Test.createTestingModule({ imports: [UsersModule.register(config)] }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(createUsersAdapter(), { logger: false });
  app.useGlobalFilters(new ServiceErrorFilter());
  return app.init();
}
