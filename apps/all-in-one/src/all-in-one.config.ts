import type { z } from 'zod';
import { gatewayVariables } from '../../gateway/src/config/gateway.config';
import { groupProjectorVariables } from '../../group-projector/src/config/group-projector.config';
import { messagesVariables } from '../../messages/src/config/messages.config';
import { streamRelayVariables } from '../../stream-relay/src/config/stream-relay.config';
import { usersVariables } from '../../users/src/config/users.config';

/** What the five services read. Of their ports, the gateway's two alone are opened. */
export const allInOneVariables = {
  ...messagesVariables,
  ...usersVariables,
  ...streamRelayVariables,
  ...groupProjectorVariables,
  ...gatewayVariables,
};

export type AllInOneConfig = z.infer<z.ZodObject<typeof allInOneVariables>>;
