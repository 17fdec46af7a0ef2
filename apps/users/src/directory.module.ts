import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { type DynamicModule, Module } from '@nestjs/common';
import { createCognitoClient } from './cognito/cognito-client';
import { PoolDirectory } from './cognito/pool-directory';
import { SignUps } from './cognito/sign-ups';
import type { UsersConfig } from './config/users.config';
import { UsersStore } from './directory/users.store';
import { OutboxModule } from './outbox/outbox.module';
import { ProfileService } from './profile/profile.service';
import { UsersService } from './users.service';

/** One more attempt, both within what callers wait. */
const POOL_PATIENCE = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

/** Who people are, in Postgres and in the user pool. */
@Module({})
export class DirectoryModule {
  static register(config: UsersConfig): DynamicModule {
    return {
      module: DirectoryModule,
      imports: [OutboxModule.register(config)],
      providers: [
        { provide: CognitoIdentityProviderClient, useFactory: () => createCognitoClient(config, POOL_PATIENCE) },
        PoolDirectory,
        UsersStore,
        SignUps,
        UsersService,
        ProfileService,
      ],
      exports: [OutboxModule, UsersStore, SignUps, UsersService, ProfileService],
    };
  }
}
