import { probeCognito, probeDynamoDb, probeKafka, probePostgres } from './probes';

/**
 * The services that are not ours. `name` is the service's name in docker-compose.yml too; `variable` is the environment
 * variable by which the apps find it, and by which a person says that it runs already.
 */
export const BACKING_SERVICES = {
  'dynamodb-local': {
    variable: 'DYNAMODB_ENDPOINT',
    portVariable: 'DYNAMODB_PORT',
    endpoint: (port: number) => `http://127.0.0.1:${port}`,
    probe: probeDynamoDb,
  },
  kafka: {
    variable: 'KAFKA_BROKERS',
    portVariable: 'KAFKA_PORT',
    endpoint: (port: number) => `127.0.0.1:${port}`,
    probe: probeKafka,
  },
  postgres: {
    variable: 'DATABASE_URL',
    portVariable: 'POSTGRES_PORT',
    endpoint: (port: number) => `postgres://cruddur:cruddur@127.0.0.1:${port}/cruddur`,
    probe: probePostgres,
  },
  'cognito-local': {
    variable: 'COGNITO_ENDPOINT',
    portVariable: 'COGNITO_PORT',
    endpoint: (port: number) => `http://127.0.0.1:${port}`,
    probe: probeCognito,
  },
} as const;

export type BackingServiceName = keyof typeof BACKING_SERVICES;
export const BACKING_SERVICE_NAMES = Object.keys(BACKING_SERVICES) as BackingServiceName[];

export type EndpointVariable = (typeof BACKING_SERVICES)[BackingServiceName]['variable'];
export type Endpoints = Record<EndpointVariable, string>;
