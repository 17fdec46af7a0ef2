import { z } from 'zod';
import {
  DEFAULT_METRICS_PORTS,
  DEFAULT_PORTS,
  kafkaVariables,
  leaseTableVariable,
  metricsPortVariable,
  portVariable,
  processVariables,
  tableVariables,
} from '@app/common/config';

export const streamRelayVariables = {
  ...processVariables,
  ...tableVariables,
  ...kafkaVariables,
  STREAM_RELAY_PORT: portVariable(DEFAULT_PORTS.streamRelay),
  STREAM_RELAY_METRICS_PORT: metricsPortVariable(DEFAULT_METRICS_PORTS.streamRelay),
  LEASE_TABLE_NAME: leaseTableVariable,
  RELAY_POLL_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(1)
    .default(250)
    .describe('least time between two reads of one shard; AWS allows five a second'),
  RELAY_DISCOVERY_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(5_000)
    .describe('time between two listings of the shards; the end of a shard lists them at once'),
  RELAY_LEASE_SECONDS: z.coerce
    .number()
    .min(1)
    .default(10)
    .describe('how long a relay may be silent before others take over its shards'),
  RELAY_REPAIR_READ_UNITS: z.coerce
    .number()
    .min(1)
    .default(500)
    .describe('read units a second that the comparison of table and rows may take after the stream has lost records'),
};

export type StreamRelayConfig = z.infer<z.ZodObject<typeof streamRelayVariables>>;

export const STREAM_RELAY_CONFIG = Symbol('STREAM_RELAY_CONFIG');
