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
import { timeLimitVariable } from './time-limit';

/** What members may change, and see of changes. */
export const changeVariables = {
  MESSAGE_CHANGES: z
    .enum(['on', 'off'])
    .default('on')
    .describe(
      'whether messages can be edited, deleted and reacted to; off until every copy of every service knows of it',
    ),
  MESSAGE_EDIT_WITHIN: timeLimitVariable('24h').describe(
    'for how long after it was sent a message can be edited, such as 15m, 24h or 7d; ever, or off for not at all',
  ),
  MESSAGE_DELETE_WITHIN: timeLimitVariable('ever').describe('for how long it can be deleted, in the same form'),
  MESSAGE_HISTORY: z
    .enum(['members', 'nobody'])
    .default('members')
    .describe('who sees what an edited message said before'),
};

export const groupVariables = {
  MESSAGE_GROUPS: z
    .enum(['on', 'off'])
    .default('on')
    .describe('whether groups can be started and changed; off until every copy of every service knows of groups'),
};

export const messagesVariables = {
  ...processVariables,
  ...tableVariables,
  ...kafkaVariables,
  MESSAGES_PORT: portVariable(DEFAULT_PORTS.messages),
  MESSAGES_METRICS_PORT: metricsPortVariable(DEFAULT_METRICS_PORTS.messages),
  USERS_URL: usersUrlVariable,
  RATE_LIMIT_START: startLimitVariable,
  RATE_LIMIT_TABLE_NAME: rateLimitTableVariable,
  ...changeVariables,
  ...groupVariables,
};

const changesConfig = z.object({ ...changeVariables, ...groupVariables });
export type ChangesConfig = z.infer<typeof changesConfig>;

/** As they are where nobody has said otherwise. */
export const USUAL_CHANGES: ChangesConfig = changesConfig.parse({});

export type MessagesConfig = z.infer<z.ZodObject<typeof messagesVariables>>;

export const MESSAGES_CONFIG = Symbol('MESSAGES_CONFIG');
