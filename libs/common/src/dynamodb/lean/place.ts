import { type Api, endpointOf } from './endpoints';
import type { Credentials } from './request-signer';

export interface DynamoDbConfig {
  AWS_REGION: string;
  /** DynamoDB Local; any credentials will do there. */
  DYNAMODB_ENDPOINT?: string | undefined;
}

/** Where an API is, and as whom it is asked. */
export interface Place {
  endpoint: URL;
  /** As they are now: those that expire are renewed before they do. */
  credentials: () => Promise<Credentials>;
}

export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

export async function placeOf(api: Api, { AWS_REGION, DYNAMODB_ENDPOINT }: DynamoDbConfig): Promise<Place> {
  if (!DYNAMODB_ENDPOINT) return placeOnAws(api, AWS_REGION);
  return { endpoint: new URL(DYNAMODB_ENDPOINT), credentials: () => Promise.resolve(LOCAL_CREDENTIALS) };
}

/** By AWS's variables and files, as the SDK's clients find it. What that takes is loaded here alone. */
async function placeOnAws(api: Api, region: string): Promise<Place> {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  const credentials = defaultProvider({ parentClientConfig: { region } });
  const variants = await endpointVariants();
  const configured = await configuredEndpoint(api.serviceId);
  if (configured && (variants.fips || variants.dualstack)) {
    throw new Error(`neither FIPS nor dual-stack goes together with the endpoint ${configured}`);
  }
  const { partition } = await import('@aws-sdk/core/client');
  const settings = async () => {
    const { accountId } = await credentials();
    return { ...variants, region, partition: partition(region), accountId };
  };
  return { endpoint: new URL(configured ?? endpointOf(api, await settings())), credentials };
}

async function endpointVariants() {
  const { loadConfig, ...config } = await import('@smithy/core/config');
  const { NODE_ACCOUNT_ID_ENDPOINT_MODE_CONFIG_OPTIONS: accountIdMode } =
    await import('@aws-sdk/core/account-id-endpoint');
  return {
    fips: (await loadConfig(config.NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS)()) ?? false,
    dualstack: (await loadConfig(config.NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS)()) ?? false,
    accountIdMode: await loadConfig(accountIdMode)(),
  };
}

/** From `AWS_ENDPOINT_URL_…`, `AWS_ENDPOINT_URL` or a profile. */
async function configuredEndpoint(serviceId: string): Promise<string | undefined> {
  const [{ resolveEndpointConfig }, { parseUrl }] = await Promise.all([
    import('@smithy/core/endpoints'),
    import('@smithy/core/protocols'),
  ]);
  const endpointProvider = (): never => {
    throw new Error('only what is configured is asked for');
  };
  const { serviceConfiguredEndpoint } = resolveEndpointConfig({ serviceId, urlParser: parseUrl, endpointProvider });
  return serviceConfiguredEndpoint?.();
}
