import type { CognitoConfig } from '../cognito/cognito-client';
import { UserPool, type UserPoolIds } from './user-pool';
import { withCognito } from './with-cognito';

/** Signs in by handle or email; `UserPool.accessToken` says what it throws. */
export const accessToken = (
  cognito: CognitoConfig,
  ids: UserPoolIds,
  handleOrEmail: string,
  password: string,
): Promise<string> => withCognito(cognito, (client) => new UserPool(client, ids).accessToken(handleOrEmail, password));
