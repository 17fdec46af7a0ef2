import { gatewayVariables } from '../../apps/gateway/src/admin/variables';
import { groupProjectorVariables } from '../../apps/group-projector/src/admin/variables';
import { messagesVariables } from '../../apps/messages/src/admin/variables';
import { streamRelayVariables } from '../../apps/stream-relay/src/admin/variables';
import { usersVariables } from '../../apps/users/src/admin/variables';
import { inheritedBy } from '../settings/inherited';
import type { AppName } from './app-ports';

/** By name what each app's configuration reads. */
export const CONFIGURATION_OF: Record<AppName, object> = {
  gateway: gatewayVariables,
  messages: messagesVariables,
  users: usersVariables,
  'stream-relay': streamRelayVariables,
  'group-projector': groupProjectorVariables,
};

/** What libraries read: the AWS SDK finds credentials by them, and the driver of Postgres defaults. */
const FAMILIES_OF: Record<AppName, string[]> = {
  gateway: ['AWS_'],
  messages: ['AWS_'],
  users: ['AWS_', 'PG'],
  'stream-relay': ['AWS_'],
  'group-projector': ['AWS_'],
};

/** What one app gets of what all together read: no secret that is another's. */
export function variablesOf(app: AppName, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOfLibrary = (name: string): boolean => FAMILIES_OF[app].some((family) => name.startsWith(family));
  return inheritedBy(environment, (name) => name in CONFIGURATION_OF[app] || isOfLibrary(name));
}
