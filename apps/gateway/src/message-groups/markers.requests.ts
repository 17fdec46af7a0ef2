import { z } from 'zod';
import type { MarkReadRequest, MarkReceivedRequest } from '@app/common/contracts';
import { code } from '@app/common/errors';
import { checkRequest, jsonBody } from '@app/common/requests';
import { groupUuid } from '../requests/group-uuid';

const number = z.int(code('number_malformed')).min(0, code('number_malformed'));

export const readMarkerBody = jsonBody({ number, force: z.boolean(code('force_malformed')).optional() });

const readMarker = z.object({ groupUuid, body: readMarkerBody });

/** What is known of a marker before it is known whose it is. */
interface Marker<Request> {
  groupUuid: string;
  body: Omit<Request, 'readerUuid'>;
}

/** `PUT /api/message_groups/:uuid/read`. */
export const checkReadMarker = (request: { groupUuid: string; body: unknown }): Marker<MarkReadRequest> =>
  checkRequest(readMarker, request);

export const receivedMarkerBody = jsonBody({ number });

const receivedMarker = z.object({ groupUuid, body: receivedMarkerBody });

/** `PUT /api/message_groups/:uuid/received`. */
export const checkReceivedMarker = (request: { groupUuid: string; body: unknown }): Marker<MarkReceivedRequest> =>
  checkRequest(receivedMarker, request);
