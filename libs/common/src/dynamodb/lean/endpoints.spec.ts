import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { partition } from '@aws-sdk/core/client';
import { type Api, DYNAMODB, endpointOf, type EndpointSettings, STREAMS } from './endpoints';

const REGIONS = [
  ...['us-east-1', 'eu-central-1', 'ap-southeast-7', 'mx-central-1', 'us-gov-east-1', 'us-gov-west-1'],
  ...['cn-north-1', 'cn-northwest-1', 'eusc-de-east-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1'],
];
const either = [false, true];

const situations: EndpointSettings[] = REGIONS.flatMap((region) =>
  either.flatMap((fips) =>
    either.flatMap((dualstack) =>
      (['disabled', 'preferred', 'required'] as const).flatMap((accountIdMode) =>
        [undefined, '123456789012'].map((accountId) => {
          return { region, partition: partition(region), fips, dualstack, accountIdMode, accountId };
        }),
      ),
    ),
  ),
);

const outcomeOf = (resolve: () => string): string => {
  try {
    return resolve().replace(/\/$/, '');
  } catch {
    return 'refused';
  }
};

describe('the endpoints of the lean client', () => {
  const dynamoDb = new DynamoDBClient({ region: 'us-east-1' }).config.endpointProvider;
  const streams = new DynamoDBStreamsClient({ region: 'us-east-1' }).config.endpointProvider;

  const bySdk = (api: Api, { region, fips, dualstack, accountIdMode, accountId }: EndpointSettings): string => {
    const parameters = { Region: region, UseFIPS: fips, UseDualStack: dualstack };
    const account = { AccountIdEndpointMode: accountIdMode, ...(accountId && { AccountId: accountId }) };
    const { url } = api === STREAMS ? streams(parameters) : dynamoDb({ ...parameters, ...account });
    return url.href;
  };

  it.each([DYNAMODB, STREAMS])(
    'of $serviceId are those of the SDK, in every partition and with every setting',
    (api) => {
      const asked =
        api === STREAMS ? situations.filter(({ accountIdMode }) => accountIdMode === 'disabled') : situations;
      const described = (resolve: (settings: EndpointSettings) => string) =>
        asked.map((settings) => [JSON.stringify(settings), outcomeOf(() => resolve(settings))]);
      expect(described((settings) => endpointOf(api, settings))).toEqual(described((settings) => bySdk(api, settings)));
    },
  );
});
