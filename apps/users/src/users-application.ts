import { loadConfig } from '@app/common/config';
import type { ServiceProcess } from '@app/common/process';
import { usersVariables } from './config/users.config';
import { createUsersAdapter } from './users-adapter';
import { UsersModule } from './users.module';

/** @throws ConfigError */
export function usersApplication(): ServiceProcess {
  const config = loadConfig(usersVariables);
  return {
    module: UsersModule.register(config),
    host: config.HOST,
    port: config.USERS_PORT,
    metricsPort: config.USERS_METRICS_PORT,
    adapter: createUsersAdapter(),
  };
}
