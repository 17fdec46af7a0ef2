import type { ConnectToService } from '@app/common/http';
import { gatewayApplication } from '../../gateway/src/gateway-application';
import { groupProjectorApplication } from '../../group-projector/src/group-projector-application';
import { messagesApplication } from '../../messages/src/messages-application';
import { streamRelayApplication } from '../../stream-relay/src/stream-relay-application';
import { usersApplication } from '../../users/src/users-application';
import { Neighbour } from './neighbours/neighbour';
import { Part } from './part';

export type Parts = Record<'gateway' | 'messages' | 'users' | 'relay' | 'projector', Part>;

/** The five services, of which gateway and messages call those beside them without HTTP. */
export async function createParts(): Promise<Parts> {
  const neighbours = { messages: new Neighbour('messages'), users: new Neighbour('users') };
  const connect: ConnectToService = (service) => (service === 'messages' ? neighbours.messages : neighbours.users);
  const [gateway, messages, users, relay, projector] = await Promise.all([
    Part.create('gateway', gatewayApplication(connect)),
    Part.create('messages', messagesApplication(connect), neighbours.messages),
    Part.create('users', usersApplication(), neighbours.users),
    Part.create('stream-relay', streamRelayApplication()),
    Part.create('group-projector', groupProjectorApplication()),
  ]);
  return { gateway, messages, users, relay, projector };
}
