import {
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { attributesByName } from '../cognito/attributes-by-name';
import type { PoolAttributes } from '../cognito/newcomer';

/** All that the pool has of the user with this `sub`; undefined where it has no such user. */
export async function poolAttributes(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  sub: string,
): Promise<PoolAttributes | undefined> {
  try {
    const user = await client.send(new AdminGetUserCommand({ UserPoolId, Username: sub }));
    const attributes = attributesByName(user.UserAttributes);
    return attributes['sub'] === sub ? attributes : undefined;
  } catch (error) {
    if (error instanceof UserNotFoundException) return undefined;
    throw error;
  }
}

/** @returns false where the pool has no such user. */
export async function deleteFromPool(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  sub: string,
): Promise<boolean> {
  if (!(await poolAttributes(client, UserPoolId, sub))) return false;
  await client.send(new AdminDeleteUserCommand({ UserPoolId, Username: sub }));
  return true;
}
