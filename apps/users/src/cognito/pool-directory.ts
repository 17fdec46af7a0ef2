import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributesByName } from './attributes-by-name';
import { asPoolFailure } from './pool-failure';
import type { PoolAttributes } from './newcomer';

const SUB = /^[0-9a-f-]{36}$/i;

/** Asks a user pool for one of its users. */
export class PoolDirectory {
  constructor(
    private readonly client: CognitoIdentityProviderClient,
    private readonly userPoolId: string,
  ) {}

  /**
   * The attributes of the user with this `sub`.
   * @throws DomainError `service_unavailable` when the pool does not answer.
   */
  async find(sub: string): Promise<PoolAttributes | undefined> {
    if (!SUB.test(sub)) return undefined;
    try {
      const user = await this.client.send(new AdminGetUserCommand({ UserPoolId: this.userPoolId, Username: sub }));
      const attributes = attributesByName(user.UserAttributes);
      return attributes['sub'] === sub ? attributes : undefined;
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw asPoolFailure(error);
    }
  }

  close(): void {
    this.client.destroy();
  }
}
