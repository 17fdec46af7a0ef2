import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { isHere, type Place } from '../where/place';
import type { Target } from '../where/target';
import { withAppContext } from './app-context';
import { asAwsFailure, type AwsService, whereIs } from './aws-failure';

export const tableOf = (target: Target): Place => tableCalled(target.TABLE_NAME, target);

export const leaseTableOf = (target: Target): Place => tableCalled(target.LEASE_TABLE_NAME, target);

export const rateLimitTableOf = (target: Target): Place => tableCalled(target.RATE_LIMIT_TABLE_NAME, target);

const tableCalled = (name: string, target: Target): Place => ({
  isOnThisMachine: isHere('DYNAMODB_ENDPOINT', target.DYNAMODB_ENDPOINT),
  name,
  description: `table ${name} (${whereIs(dynamoDb(target))})`,
});

/** Lends the client that `create` makes, and tells in one line what keeps it from its work. */
export async function withDynamoDb<Client extends { destroy(): void }, Answer>(
  target: Target,
  create: (target: Target) => Client,
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = create(target);
  try {
    return await work(client);
  } catch (error) {
    throw asAwsFailure(error, dynamoDb(target));
  } finally {
    client.destroy();
  }
}

/** Lends an app's own services and stores on the target's tables, and tells in one line what keeps them from their work. */
export const withStores = <Answer>(
  target: Target,
  module: DynamicModule,
  work: (app: INestApplicationContext) => Promise<Answer>,
): Promise<Answer> =>
  withAppContext(module, work).catch((error: unknown) => {
    throw asAwsFailure(error, dynamoDb(target));
  });

const dynamoDb = ({ AWS_REGION, DYNAMODB_ENDPOINT, TABLE_NAME }: Target): AwsService => ({
  name: 'DynamoDB',
  region: AWS_REGION,
  endpoint: DYNAMODB_ENDPOINT,
  missing: `there is no table ${TABLE_NAME}: cruddur table create makes it`,
});
