import type {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider';
import { type CognitoConfig, createCognitoClient } from '../cognito/cognito-client';

/** Lends a client to a command, and closes its connections behind it. */
export async function withCognito<Answer>(
  config: CognitoConfig,
  work: (client: CognitoIdentityProviderClient) => Promise<Answer>,
  options: CognitoIdentityProviderClientConfig = {},
): Promise<Answer> {
  const client = createCognitoClient(config, options);
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
