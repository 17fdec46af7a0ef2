import { resolve } from 'node:path';
import { z } from 'zod';
import {
  httpUrl,
  kafkaSecurityVariables,
  kafkaVariables,
  loadConfig,
  tableVariables,
  type Environment,
} from '@app/common/config';
import { rateLimitTableVariable } from '@app/common/rate-limits';
import { streamRelayVariables } from '../../apps/stream-relay/src/admin/variables';
import { databaseVariables } from '../../apps/users/src/admin/variables';
import { type PortVariable, STACK_PORTS } from '../ports/ports';
import { PROJECT_ROOT, STATE_FOLDER } from './project';

/** What a local stack calls the user pool that no variable names. */
export const USER_POOL_NAME = 'cruddur';

const portVariables = Object.fromEntries(
  Object.entries(STACK_PORTS).map(([name, fallback]) => [
    name,
    z.coerce.number().int().min(1).max(65_535).default(fallback).describe('port on 127.0.0.1'),
  ]),
) as Record<PortVariable, z.ZodDefault<z.ZodCoercedNumber>>;

/** Where a local stack keeps its state, how its backing services run, and what things are called there. */
export const stackVariables = {
  ...tableVariables,
  ...portVariables,
  LEASE_TABLE_NAME: streamRelayVariables.LEASE_TABLE_NAME,
  RATE_LIMIT_TABLE_NAME: rateLimitTableVariable,
  ...kafkaSecurityVariables,
  KAFKA_TOPIC_PREFIX: kafkaVariables.KAFKA_TOPIC_PREFIX,
  KAFKA_BROKERS: z.string().optional().describe('Kafka that runs already, host:port'),
  DATABASE_URL: databaseVariables.DATABASE_URL.optional().describe('Postgres that runs already'),
  COGNITO_ENDPOINT: httpUrl.optional().describe('cognito-local that runs already'),
  CRUDDUR_FOLDER: z
    .string()
    .default(STATE_FOLDER)
    .transform((folder) => resolve(PROJECT_ROOT, folder))
    .describe('data and logs of the stack; a second stack beside the first needs another'),
  CRUDDUR_SERVICES: z
    .enum(['docker', 'local'])
    .optional()
    .describe('how the backing services run that no variable names; absent: Docker where a daemon answers'),
};

export type StackConfig = z.infer<z.ZodObject<typeof stackVariables>> & {
  /** What child processes inherit. */
  inherited: NodeJS.ProcessEnv;
};

export const loadStackConfig = (environment: Environment = process.env): StackConfig => ({
  ...loadConfig(stackVariables, environment),
  inherited: environment,
});
