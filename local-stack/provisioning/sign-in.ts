import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { accessToken } from '../../apps/users/src/admin/access-token';
import { DEMO_PASSWORD, DEMO_USERS } from '../../apps/users/src/admin/demo-users';

/** The user pool, as those who ask it for tokens know it. */
export interface PoolVariables {
  AWS_REGION: string;
  COGNITO_ENDPOINT: string;
  COGNITO_USER_POOL_ID: string;
  COGNITO_CLIENT_ID: string;
}

/** And as those who accept its tokens do. */
export interface SignInVariables extends PoolVariables {
  AUTH_ISSUER: string;
  AUTH_CLIENT_IDS: string;
  AUTH_JWKS_URI: string;
}

export const tokenOf = (
  pool: PoolVariables,
  handleOrEmail: string,
  password: string = DEMO_PASSWORD,
): Promise<string> =>
  accessToken(
    pool,
    { userPoolId: pool.COGNITO_USER_POOL_ID, clientId: pool.COGNITO_CLIENT_ID },
    handleOrEmail,
    password,
  );

export async function signInVariables(pool: PoolVariables): Promise<SignInVariables> {
  return {
    ...pool,
    AUTH_ISSUER: await issuerOf(pool),
    AUTH_CLIENT_IDS: pool.COGNITO_CLIENT_ID,
    AUTH_JWKS_URI: `${pool.COGNITO_ENDPOINT}/${pool.COGNITO_USER_POOL_ID}/.well-known/jwks.json`,
  };
}

/** cognito-local names its issuer after the address that it has inside its container, so one of its tokens must tell. */
async function issuerOf(pool: PoolVariables): Promise<string> {
  const { iss } = decomposeUnverifiedJwt(await tokenOf(pool, DEMO_USERS[0].handle)).payload;
  if (!iss) throw new Error('the user pool signs tokens without an issuer');
  return iss;
}
