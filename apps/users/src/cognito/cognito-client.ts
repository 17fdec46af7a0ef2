import {
  CognitoIdentityProviderClient,
  type CognitoIdentityProviderClientConfig,
} from '@aws-sdk/client-cognito-identity-provider';

export interface CognitoConfig {
  AWS_REGION: string;
  /** cognito-local; any credentials will do there. */
  COGNITO_ENDPOINT?: string | undefined;
}

const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

export const createCognitoClient = (
  config: CognitoConfig,
  options: CognitoIdentityProviderClientConfig = {},
): CognitoIdentityProviderClient =>
  new CognitoIdentityProviderClient({
    region: config.AWS_REGION,
    ...(config.COGNITO_ENDPOINT && { endpoint: config.COGNITO_ENDPOINT, credentials: LOCAL_CREDENTIALS }),
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
    ...options,
  });
