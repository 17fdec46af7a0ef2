import { z } from 'zod';
import {
  DEFAULT_METRICS_PORTS,
  DEFAULT_PORTS,
  kafkaVariables,
  metricsPortVariable,
  portVariable,
  processVariables,
  tableVariables,
} from '@app/common/config';

export const groupProjectorVariables = {
  ...processVariables,
  ...tableVariables,
  ...kafkaVariables,
  GROUP_PROJECTOR_PORT: portVariable(DEFAULT_PORTS.groupProjector),
  GROUP_PROJECTOR_METRICS_PORT: metricsPortVariable(DEFAULT_METRICS_PORTS.groupProjector),
  PROJECTOR_GROUP_ID: z
    .string()
    .min(1)
    .default('group-projector')
    .describe('Kafka consumer group of the projector; its copies share the work, another group does all of it again'),
};

export type GroupProjectorConfig = z.infer<z.ZodObject<typeof groupProjectorVariables>>;

export const GROUP_PROJECTOR_CONFIG = Symbol('GROUP_PROJECTOR_CONFIG');
