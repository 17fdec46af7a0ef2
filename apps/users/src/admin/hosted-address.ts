import { type CognitoIdentityProviderClient, DescribeUserPoolCommand } from '@aws-sdk/client-cognito-identity-provider';

/** Where the pool shows its own pages for signing in; undefined where it has none. */
export async function hostedAddress(
  client: CognitoIdentityProviderClient,
  userPoolId: string,
): Promise<string | undefined> {
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }));
  if (UserPool?.CustomDomain) return `https://${UserPool.CustomDomain}`;
  const [region = ''] = userPoolId.split('_');
  return UserPool?.Domain ? `https://${UserPool.Domain}.auth.${region}.amazoncognito.com` : undefined;
}
