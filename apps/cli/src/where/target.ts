import { existsSync } from 'node:fs';
import { controlSocket } from '@local-stack/control/control-socket';
import type { TargetOptions } from './options';
import { loadTargetConfig, type TargetConfig } from './target.config';

/** The variables that say where a command works and what things are called there. */
const VARIABLES = [
  'AWS_REGION',
  'DYNAMODB_ENDPOINT',
  'TABLE_NAME',
  'LEASE_TABLE_NAME',
  'RATE_LIMIT_TABLE_NAME',
  'KAFKA_BROKERS',
  'KAFKA_TOPIC_PREFIX',
  'KAFKA_SSL',
  'KAFKA_SSL_CA_FILE',
  'KAFKA_SASL_MECHANISM',
  'KAFKA_SASL_USERNAME',
  'KAFKA_SASL_PASSWORD',
  'PROJECTOR_GROUP_ID',
  'DATABASE_URL',
  'COGNITO_ENDPOINT',
  'COGNITO_USER_POOL_ID',
  'COGNITO_CLIENT_ID',
] as const;

export type Target = Pick<TargetConfig, (typeof VARIABLES)[number]>;

/**
 * Where to work: as the environment says, which has read `.env`; else on the stack that runs here; else on a stack with
 * the usual ports. With `--prod` only the environment counts, and what it leaves out is AWS.
 */
export async function findTarget({ prod }: TargetOptions): Promise<Target> {
  const config = loadTargetConfig();
  if (prod) return config;
  const given = Object.fromEntries(
    VARIABLES.filter((name) => config.inherited[name]).map((name) => [name, config[name]]),
  );
  return { ...usual(config), ...(await runningStack(config)), ...given };
}

const usual = (config: TargetConfig): Target => ({
  ...config,
  DYNAMODB_ENDPOINT: `http://127.0.0.1:${config.DYNAMODB_PORT}`,
  KAFKA_BROKERS: `127.0.0.1:${config.KAFKA_PORT}`,
  DATABASE_URL: `postgres://cruddur:cruddur@127.0.0.1:${config.POSTGRES_PORT}/cruddur`,
  COGNITO_ENDPOINT: `http://127.0.0.1:${config.COGNITO_PORT}`,
});

async function runningStack({ CRUDDUR_FOLDER }: TargetConfig): Promise<Partial<Target>> {
  if (!existsSync(controlSocket(CRUDDUR_FOLDER))) return {};
  const { ControlClient } = await import('../../../../local-stack/control/control-client.js');
  const stack = new ControlClient(CRUDDUR_FOLDER);
  return (await stack.runningPid()) === undefined ? {} : stack.variables();
}
