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
  const [messages, users] = [new Neighbour('messages'), new Neighbour('users')];
  const connect: ConnectToService = (service) => (service === 'messages' ? messages : users);
  const created = await Promise.all([
    Part.create('gateway', gatewayApplication(connect)),
    Part.create('messages', messagesApplication(connect), messages),
    Part.create('users', usersApplication(), users),
    Part.create('stream-relay', streamRelayApplication()),
    Part.create('group-projector', groupProjectorApplication()),
  ]);
  return { gateway: created[0], messages: created[1], users: created[2], relay: created[3], projector: created[4] };
}
