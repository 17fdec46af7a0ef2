import { Client } from 'pg';

/** The variables by which services of elsewhere are named. */
export type AddressVariable = 'DYNAMODB_ENDPOINT' | 'KAFKA_BROKERS' | 'DATABASE_URL' | 'COGNITO_ENDPOINT';

/** Parameters of a Postgres address that lead to another machine than it begins with; psql and the driver differ in them. */
const HOST_PARAMETERS = ['host', 'hostaddr', 'service'];

/** All machines that an address may lead to. One that it leaves to a default is the default's. */
export const hostsIn: Record<AddressVariable, (address: string) => string[]> = {
  DYNAMODB_ENDPOINT: hostOfUrl,
  KAFKA_BROKERS: (brokers) => brokers.split(',').map((broker) => broker.trim().replace(/:\d+$/, '')),
  DATABASE_URL: hostsOfDatabase,
  COGNITO_ENDPOINT: hostOfUrl,
};

export function hostOfUrl(url: string): string[] {
  return [new URL(url).hostname];
}

function hostsOfDatabase(url: string): string[] {
  const { hostname, searchParams } = new URL(url);
  const named = HOST_PARAMETERS.flatMap((name) => searchParams.getAll(name));
  const lists = [new Client(url).host, decodeURIComponent(hostname), ...named];
  return [...new Set(lists.filter(Boolean).flatMap((list) => list.split(',')))];
}
