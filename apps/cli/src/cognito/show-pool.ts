import { signInVariables } from '@local-stack/provisioning/sign-in';
import { hostedAddress } from '../../../users/src/admin/hosted-address';
import { printTable } from '../output/format-table';
import { printJsonAsIs } from '../output/json';
import { appClientId, withUserPool } from '../services/user-pool';
import type { ReadOptions } from '../where/options';
import { findTarget, type Target } from '../where/target';

/** What a frontend has to know, named as Amplify and the AWS SDK call it, in capitals. */
type PoolFacts = Record<
  'REGION' | 'USER_POOL_ID' | 'CLIENT_ID' | 'ENDPOINT' | 'ISSUER' | 'JWKS_URI' | 'HOSTED_UI',
  string | null
>;

/** `cruddur cognito show`: for people, for programs, or as variables with the prefix that a bundler lets through. */
export async function showPool(options: ReadOptions, prefix: string | undefined): Promise<void> {
  const facts = await poolFacts(await findTarget(options));
  const entries = Object.entries(facts);
  if (prefix !== undefined) {
    for (const [name, value] of entries) if (value !== null) console.log(`${prefix}COGNITO_${name}=${value}`);
  } else if (options.json) {
    printJsonAsIs(Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value])));
  } else {
    printTable(
      ['what', 'value'],
      entries.map(([name, value]) => [name.toLowerCase(), value ?? 'none']),
    );
  }
}

const poolFacts = (target: Target): Promise<PoolFacts> =>
  withUserPool(target, async (access) => {
    const { client, userPoolId } = access;
    const clientId = await appClientId(target, access);
    const [issuance, hosted] = await Promise.all([
      issuanceOf(target, userPoolId, clientId),
      hostedAddress(client, userPoolId),
    ]);
    return {
      REGION: target.AWS_REGION,
      USER_POOL_ID: userPoolId,
      CLIENT_ID: clientId,
      ...issuance,
      HOSTED_UI: hosted ?? null,
    };
  });

/** Cognito's addresses follow from the pool's id. A stand-in on this machine has others, which one of its tokens tells. */
async function issuanceOf(
  { AWS_REGION, COGNITO_ENDPOINT }: Target,
  userPoolId: string,
  clientId: string,
): Promise<Pick<PoolFacts, 'ENDPOINT' | 'ISSUER' | 'JWKS_URI'>> {
  if (COGNITO_ENDPOINT === undefined) {
    const endpoint = `https://cognito-idp.${AWS_REGION}.amazonaws.com`;
    const issuer = `${endpoint}/${userPoolId}`;
    return { ENDPOINT: endpoint, ISSUER: issuer, JWKS_URI: `${issuer}/.well-known/jwks.json` };
  }
  const { AUTH_ISSUER, AUTH_JWKS_URI } = await signInVariables({
    AWS_REGION,
    COGNITO_ENDPOINT,
    COGNITO_USER_POOL_ID: userPoolId,
    COGNITO_CLIENT_ID: clientId,
  });
  return { ENDPOINT: COGNITO_ENDPOINT, ISSUER: AUTH_ISSUER, JWKS_URI: AUTH_JWKS_URI };
}
