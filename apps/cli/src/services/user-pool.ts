import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { USER_POOL_NAME } from '@local-stack/settings/stack.config';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { findAppClient, findPool } from '../../../users/src/admin/find-or-create-pool';
import { withCognito } from '../../../users/src/admin/with-cognito';
import { isHere, type Place } from '../where/place';
import type { Target } from '../where/target';
import { asAwsFailure, type AwsService, whereIs } from './aws-failure';

/** A pool, and the client by which it is asked. */
export interface UserPoolAccess {
  client: CognitoIdentityProviderClient;
  userPoolId: string;
}

export function userPoolOf(target: Target): Place {
  const name = target.COGNITO_USER_POOL_ID ?? USER_POOL_NAME;
  return {
    isOnThisMachine: isHere('COGNITO_ENDPOINT', target.COGNITO_ENDPOINT),
    name,
    description: `user pool ${name} (${whereIs(cognito(target))})`,
  };
}

/** Lends the pool that the target names, or else the one with the usual name; tells in one line what hinders its work. */
export async function withUserPool<Answer>(
  target: Target,
  work: (pool: UserPoolAccess) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await withCognito(target, async (client) => {
      const userPoolId = target.COGNITO_USER_POOL_ID ?? (await findPool(client, USER_POOL_NAME));
      if (!userPoolId) throw missing(`no user pool is called ${USER_POOL_NAME}`, target);
      return work({ client, userPoolId });
    });
  } catch (error) {
    throw asAwsFailure(error, cognito(target));
  }
}

/** The app client by which users of the pool sign in. */
export async function appClientId(target: Target, { client, userPoolId }: UserPoolAccess): Promise<string> {
  const clientId = target.COGNITO_CLIENT_ID ?? (await findAppClient(client, userPoolId));
  if (!clientId) throw missing(`the user pool ${userPoolId} has no app client`, target);
  return clientId;
}

const missing = (what: string, target: Target): CliError =>
  new CliError(`${what} (${whereIs(cognito(target))})`, { exitCode: EXIT.notFound });

const cognito = ({ AWS_REGION, COGNITO_ENDPOINT, COGNITO_USER_POOL_ID }: Target): AwsService => ({
  name: 'The user pool',
  region: AWS_REGION,
  endpoint: COGNITO_ENDPOINT,
  missing: `there is no user pool ${COGNITO_USER_POOL_ID}`,
});
