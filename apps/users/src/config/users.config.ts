import { z } from 'zod';
import {
  awsVariables,
  DEFAULT_METRICS_PORTS,
  DEFAULT_PORTS,
  httpUrl,
  isReadable,
  kafkaVariables,
  metricsPortVariable,
  portVariable,
  processVariables,
} from '@app/common/config';

/** Parameters of the address that name files: who signed the server's certificate, and the client's own. */
const FILES = ['sslrootcert', 'sslcert', 'sslkey'];

/** The driver would look for them at the first connection only. */
function namesReadableFiles(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { searchParams } = new URL(url);
  return FILES.every((name) => searchParams.getAll(name).every((file) => isReadable(file)));
}

export const databaseVariables = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user:password@host:port/database' })
    .refine(namesReadableFiles, `one of its ${FILES.join(', ')} is no file that can be read`)
    .describe('Postgres that holds the users; ?sslmode=verify-full asks for TLS'),
};

const poolVariables = {
  AWS_REGION: awsVariables.AWS_REGION,
  COGNITO_ENDPOINT: httpUrl.optional().describe('address of cognito-local; absent on AWS'),
  COGNITO_USER_POOL_ID: z
    .string()
    .optional()
    .describe('user pool that is asked for users who are unknown here; absent with another issuer'),
};

export const usersVariables = {
  ...processVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...poolVariables,
  USERS_PORT: portVariable(DEFAULT_PORTS.users),
  USERS_METRICS_PORT: metricsPortVariable(DEFAULT_METRICS_PORTS.users),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(10)
    .describe('most connections that one copy of the users service holds to Postgres'),
};

export type UsersConfig = z.infer<z.ZodObject<typeof usersVariables>>;

export const USERS_CONFIG = Symbol('USERS_CONFIG');
