/** One of DynamoDB's two APIs. */
export interface Api {
  /** What stands before an operation in the header of a request. */
  target: string;
  /** By which AWS's variables and files know it. */
  serviceId: string;
}

export const DYNAMODB: Api = { target: 'DynamoDB_20120810', serviceId: 'DynamoDB' };
export const STREAMS: Api = { target: 'DynamoDBStreams_20120810', serviceId: 'DynamoDB Streams' };

export interface EndpointSettings {
  region: string;
  partition: { name: string; dnsSuffix: string; dualStackDnsSuffix: string };
  fips: boolean;
  dualstack: boolean;
  /** Whether an account's own endpoint is taken. */
  accountIdMode: 'disabled' | 'preferred' | 'required';
  /** As the credentials tell it. */
  accountId?: string | undefined;
}

const REGIONS_WITH_ACCOUNT_HOSTS = ['us-gov-east-1', 'us-gov-west-1', 'cn-north-1', 'cn-northwest-1'];

/** Where AWS has an API, by the rules of the SDK's clients. */
export function endpointOf(api: Api, settings: EndpointSettings): string {
  const { region, partition, dualstack } = settings;
  const host = api === STREAMS ? streamsHost(settings) : (accountHost(settings) ?? `dynamodb${fipsMark(settings)}`);
  return `https://${host}.${region}.${dualstack ? partition.dualStackDnsSuffix : partition.dnsSuffix}`;
}

function streamsHost(settings: EndpointSettings): string {
  const isDashed = settings.dualstack && ['aws', 'aws-us-gov', 'aws-cn'].includes(settings.partition.name);
  return `streams${isDashed ? '-' : '.'}dynamodb${fipsMark(settings)}`;
}

function accountHost({ region, partition, fips, accountIdMode, accountId }: EndpointSettings): string | undefined {
  const hasThem = !fips && (partition.name === 'aws' || REGIONS_WITH_ACCOUNT_HOSTS.includes(region));
  const isTaken = hasThem && accountIdMode !== 'disabled' && accountId !== undefined;
  if (accountIdMode === 'required' && !isTaken) {
    throw new Error('AWS_ACCOUNT_ID_ENDPOINT_MODE is required, but there is no account id, or no such endpoint');
  }
  return isTaken ? `${accountId}.ddb` : undefined;
}

/** For the government, the usual endpoints are FIPS endpoints. */
const fipsMark = ({ fips, dualstack, partition }: EndpointSettings): string =>
  fips && (dualstack || partition.name !== 'aws-us-gov') ? '-fips' : '';
