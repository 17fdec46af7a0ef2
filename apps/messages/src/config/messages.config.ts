import { z } from 'zod';
import {
  DEFAULT_METRICS_PORTS,
  DEFAULT_PORTS,
  kafkaVariables,
  metricsPortVariable,
  portVariable,
  processVariables,
  tableVariables,
  usersUrlVariable,
} from '@app/common/config';
import { rateLimitTableVariable, startLimitVariable } from '@app/common/rate-limits';

export const messagesVariables = {
  ...processVariables,
  ...tableVariables,
  ...kafkaVariables,
  MESSAGES_PORT: portVariable(DEFAULT_PORTS.messages),
  MESSAGES_METRICS_PORT: metricsPortVariable(DEFAULT_METRICS_PORTS.messages),
  USERS_URL: usersUrlVariable,
  RATE_LIMIT_START: startLimitVariable,
  RATE_LIMIT_TABLE_NAME: rateLimitTableVariable,
  MESSAGE_HISTORY: z
    .enum(['members', 'nobody'])
    .default('members')
    .describe('who sees what an edited message said before'),
};

export type MessagesConfig = z.infer<z.ZodObject<typeof messagesVariables>>;

export const MESSAGES_CONFIG = Symbol('MESSAGES_CONFIG');
