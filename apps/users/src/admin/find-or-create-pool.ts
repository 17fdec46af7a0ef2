import {
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  paginateListUserPoolClients,
  paginateListUserPools,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserPoolIds } from './user-pool';

const APP_CLIENT = 'cruddur-web';

/** A sign-out ends what renews access tokens, and none that has been given out: those end by themselves. */
const ACCESS_TOKENS = {
  AccessTokenValidity: 1,
  TokenValidityUnits: { AccessToken: 'hours' },
  EnableTokenRevocation: true,
} satisfies Partial<CreateUserPoolClientCommandInput>;

/**
 * The pool of this name and its app client, created where they are missing.
 *
 * Users sign up with their email as the username: the frontend does so, and a pool with email as an alias refuses it.
 */
export async function findOrCreatePool(client: CognitoIdentityProviderClient, poolName: string): Promise<UserPoolIds> {
  const userPoolId = (await findPool(client, poolName)) ?? (await createPool(client, poolName));
  const clientId = (await findAppClient(client, userPoolId)) ?? (await createAppClient(client, userPoolId));
  return { userPoolId, clientId };
}

/** The id of the pool of this name. */
export async function findPool(client: CognitoIdentityProviderClient, poolName: string): Promise<string | undefined> {
  for await (const page of paginateListUserPools({ client }, { MaxResults: 60 })) {
    const pool = page.UserPools?.find(({ Name }) => Name === poolName);
    if (pool) return pool.Id;
  }
  return undefined;
}

/** The id of the pool's app client. */
export async function findAppClient(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): Promise<string | undefined> {
  for await (const page of paginateListUserPoolClients({ client }, { UserPoolId: userPoolId, MaxResults: 60 })) {
    const appClient = page.UserPoolClients?.find(({ ClientName }) => ClientName === APP_CLIENT);
    if (appClient) return appClient.ClientId;
  }
  return undefined;
}

async function createPool(client: CognitoIdentityProviderClient, poolName: string): Promise<string> {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: poolName,
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      Schema: [
        { Name: 'name', Required: true, Mutable: true },
        { Name: 'preferred_username', Required: true, Mutable: true },
      ],
    }),
  );
  return requireId(UserPool?.Id, 'user pool');
}

async function createAppClient(client: CognitoIdentityProviderClient, userPoolId: string): Promise<string> {
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: userPoolId,
      ClientName: APP_CLIENT,
      ...ACCESS_TOKENS,
      // Signing in tells nobody who is in the pool.
      PreventUserExistenceErrors: 'ENABLED',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  return requireId(UserPoolClient?.ClientId, 'app client');
}

function requireId(id: string | undefined, what: string): string {
  if (!id) throw new Error(`Cognito created a ${what} without an id`);
  return id;
}
