import { gatewayVariables } from '../apps/gateway/src/gateway.config';
import { groupProjectorVariables } from '../apps/group-projector/src/config/group-projector.config';
import { messagesVariables } from '../apps/messages/src/config/messages.config';
import { streamRelayVariables } from '../apps/stream-relay/src/config/stream-relay.config';
import { usersVariables } from '../apps/users/src/config/users.config';
import type { AppName } from './apps';
import { inheritedBy } from './settings/inherited';

interface Wanted {
  /** By name what its configuration reads. */
  variables: object;
  /** What its libraries read: the AWS SDK finds credentials by them, and the driver of Postgres defaults. */
  families: string[];
}

const WANTED: Record<AppName, Wanted> = {
  gateway: { variables: gatewayVariables, families: ['AWS_'] },
  messages: { variables: messagesVariables, families: ['AWS_'] },
  users: { variables: usersVariables, families: ['AWS_', 'PG'] },
  'stream-relay': { variables: streamRelayVariables, families: ['AWS_'] },
  'group-projector': { variables: groupProjectorVariables, families: ['AWS_'] },
};

/** What one app gets of what all together read: no secret that is another's. */
export function variablesOf(app: AppName, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { variables, families } = WANTED[app];
  return inheritedBy(environment, (name) => name in variables || families.some((prefix) => name.startsWith(prefix)));
}
