import { z } from 'zod';
import { kafkaSecurityVariables } from './kafka-security';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
/** The address of something that speaks HTTP. */
export const httpUrl = z.url({ protocol: /^https?$/, error: 'expected http://host:port or https://host' });

/** Ports by which the services find each other on one machine. */
export const DEFAULT_PORTS = {
  gateway: 4567,
  messages: 4571,
  users: 4572,
  streamRelay: 4573,
  groupProjector: 4574,
} as const;

/** Ports on which Prometheus finds the services' metrics, apart from those that take requests. */
export const DEFAULT_METRICS_PORTS = {
  gateway: 9567,
  messages: 9571,
  users: 9572,
  streamRelay: 9573,
  groupProjector: 9574,
} as const;

/** OpenTelemetry's own variables: its SDK reads them too, and takes a wrong value for none. */
const tracingVariables = {
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional().describe('OTLP/HTTP collector of traces; absent, nothing is traced'),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional().describe('the same with its whole path, for traces alone'),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ])
    .default('parentbased_always_on')
    .describe('which traces are kept'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('which share of them, by a ratio sampler'),
};

export const processVariables = {
  HOST: z.string().default('127.0.0.1').describe('address that the service listens on; 0.0.0.0 in a container'),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug', 'trace'])
    .default('info')
    .describe('least severe log line that is written'),
  ...tracingVariables,
};

export const portVariable = (fallback: number) => port(fallback).describe('port that the service listens on');

export const metricsPortVariable = (fallback: number) =>
  port(fallback).describe("port of the service's metrics, never the one that takes requests");

export const awsVariables = {
  AWS_REGION: z.string().default('us-east-1').describe('AWS region of the table, the stream, the user pool and MSK'),
  DYNAMODB_ENDPOINT: httpUrl.optional().describe('address of DynamoDB Local; absent on AWS'),
};

export const tableVariables = {
  ...awsVariables,
  TABLE_NAME: z.string().min(3).default('cruddur-messages').describe('the single table of messages and group rows'),
};

export type TableConfig = z.infer<z.ZodObject<typeof tableVariables>>;

export const leaseTableVariable = z
  .string()
  .min(3)
  .default('cruddur-stream-leases')
  .describe('table of which relay reads which shard of the stream, and how far it is published');

export const kafkaVariables = {
  ...kafkaSecurityVariables,
  AWS_REGION: awsVariables.AWS_REGION,
  KAFKA_BROKERS: z
    .string()
    .default('localhost:9092')
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^:\s]+:\d+$/, 'expected host:port, comma-separated')).min(1))
    .describe('comma-separated host:port of the Kafka brokers'),
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9._-]*$/, 'only letters, digits, dot, underscore and hyphen')
    .default('')
    .describe('put before the name of every topic and consumer group, so that several stacks can share a cluster'),
};

export const messagesUrlVariable = httpUrl
  .default(`http://127.0.0.1:${DEFAULT_PORTS.messages}`)
  .describe('where the messages service listens');

export const usersUrlVariable = httpUrl
  .default(`http://127.0.0.1:${DEFAULT_PORTS.users}`)
  .describe('where the users service listens');
