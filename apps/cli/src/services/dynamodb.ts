import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { hasTablesOnThisMachine } from '@local-stack/provisioning/tables-on-this-machine';
import type { Place } from '../where/place';
import type { Target } from '../where/target';
import { withAppContext } from './app-context';
import { asAwsFailure, type AwsService, whereIs } from './aws-failure';

export const tableOf = (target: Target): Place => ({
  isOnThisMachine: hasTablesOnThisMachine(target),
  name: target.TABLE_NAME,
  description: `table ${target.TABLE_NAME} (${whereIs(dynamoDb(target))})`,
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
