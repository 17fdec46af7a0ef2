import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { presentedMessageGroup, presentedSettings } from '@app/common/contracts';
import type { CallerRequest } from '../../auth/caller';
import type { LiveRecord } from '../changes/live-record';

type Told = (request: CallerRequest, answer: unknown) => void;

const GROUP = '/api/message_groups/:message_group_uuid';
const MARKERS = [`PUT ${GROUP}/read`, `PUT ${GROUP}/received`];
const CHOICES = ['mute', 'archive', 'pin'].flatMap((name) => [`PUT ${GROUP}/${name}`, `DELETE ${GROUP}/${name}`]);
const REQUESTS = ['PUT', 'DELETE'].map((method) => `${method} /api/message_requests/:message_group_uuid`);

interface OwnChangesListener {
  /** To the caller's own devices. */
  own(record: LiveRecord): void;
  /** The caller has come on in a conversation. */
  moved(userUuid: string, groupUuid: string): void;
}

const moved = z.object({ uuid: z.string() });
const state = presentedMessageGroup
  .pick({ uuid: true, last_number: true, revision: true, last_read_number: true })
  .strip();

/** What callers have changed in their own lists and settings, as the answer to it says, is told to their other devices. */
export function watchOwnChanges(instance: FastifyInstance, listener: OwnChangesListener): void {
  const tellMarker: Told = ({ caller }, answer) => {
    const { data } = moved.safeParse(answer);
    if (data) listener.moved(caller.uuid, data.uuid);
  };
  const tellGroup: Told = ({ caller }, answer) => {
    const { data } = state.safeParse(answer);
    if (data)
      listener.own({ userUuids: [caller.uuid], signal: { kind: 'event', event: { event: 'message_group', data } } });
  };
  const tellSettings: Told = ({ caller }, answer) => {
    const { data } = presentedSettings.safeParse(answer);
    if (data) listener.own({ userUuids: [caller.uuid], signal: { kind: 'event', event: { event: 'settings', data } } });
  };
  const told = new Map<string, Told>([
    ...MARKERS.map((route) => [route, tellMarker] as const),
    ...[...CHOICES, ...REQUESTS].map((route) => [route, tellGroup] as const),
    ['PUT /api/settings', tellSettings],
  ]);
  instance.addHook('onSend', (request, reply, payload, done) => {
    const tell = told.get(`${request.method} ${request.routeOptions.url ?? ''}`);
    if (tell && reply.statusCode === 200) tell(request as CallerRequest, parsed(payload));
    done();
  });
}

function parsed(payload: unknown): unknown {
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return undefined;
  return JSON.parse(payload.toString());
}
