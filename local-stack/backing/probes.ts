import { ListUserPoolsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { Client } from 'pg';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { probeBrokers } from '@app/common/kafka';
import { createCognitoClient } from '../../apps/users/src/admin/cognito';

/** Round trips that only a working service answers. Each opens its own connection and leaves none behind. */
const AWS_REGION = 'us-east-1';
const TIME_LIMIT_MS = 2_000;

export async function probeDynamoDb(DYNAMODB_ENDPOINT: string): Promise<void> {
  const client = createDynamoDbClient({ AWS_REGION, DYNAMODB_ENDPOINT });
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }), { abortSignal: AbortSignal.timeout(TIME_LIMIT_MS) });
  } finally {
    client.destroy();
  }
}

export const probeKafka = (brokers: string): Promise<void> => probeBrokers(brokers.split(','), TIME_LIMIT_MS);

export async function probePostgres(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: TIME_LIMIT_MS, query_timeout: TIME_LIMIT_MS });
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end();
  }
}

export async function probeCognito(COGNITO_ENDPOINT: string): Promise<void> {
  const client = createCognitoClient({ AWS_REGION, COGNITO_ENDPOINT });
  try {
    await client.send(new ListUserPoolsCommand({ MaxResults: 1 }), { abortSignal: AbortSignal.timeout(TIME_LIMIT_MS) });
  } finally {
    client.destroy();
  }
}

/** Whether one of the apps can do its work; fails with the parts that cannot, which it tells beside its metrics. */
export async function probeApp(address: string, metricsAddress: string): Promise<void> {
  const signal = AbortSignal.timeout(3 * TIME_LIMIT_MS);
  const { ok, status } = await fetch(`${address}/health/ready`, { signal });
  if (ok) return;
  const reasons = await fetch(new URL('/health/ready', metricsAddress), { signal });
  const { checks = {} } = (await reasons.json()) as { checks?: Record<string, string> };
  const failed = Object.entries(checks).filter(([, outcome]) => outcome !== 'ok');
  throw new Error(failed.map(([part, outcome]) => `${part}: ${outcome}`).join('; ') || `status ${status}`);
}
