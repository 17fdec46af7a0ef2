import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { USERS_CONFIG, type UsersConfig } from '../config/users.config';
import { attributesByName } from './attributes-by-name';
import type { PoolAttributes } from './newcomer';
import { asPoolFailure } from './pool-failure';

const SUB = /^[0-9a-f-]{36}$/i;

/** Asks a user pool for one of its users; there is none where users come from another issuer. */
@Injectable()
export class PoolDirectory implements OnApplicationShutdown {
  constructor(
    private readonly client: CognitoIdentityProviderClient,
    @Inject(USERS_CONFIG) private readonly config: Pick<UsersConfig, 'COGNITO_USER_POOL_ID'>,
  ) {}

  /**
   * The attributes of the user with this `sub`.
   * @throws DomainError `service_unavailable` when the pool does not answer.
   */
  async find(sub: string): Promise<PoolAttributes | undefined> {
    const { COGNITO_USER_POOL_ID: UserPoolId } = this.config;
    if (UserPoolId === undefined || !SUB.test(sub)) return undefined;
    try {
      const user = await this.client.send(new AdminGetUserCommand({ UserPoolId, Username: sub }));
      const attributes = attributesByName(user.UserAttributes);
      return attributes['sub'] === sub ? attributes : undefined;
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw asPoolFailure(error);
    }
  }

  onApplicationShutdown(): void {
    this.client.destroy();
  }
}
