import { z } from 'zod';
import { checkRequest, jsonBody } from '@app/common/requests';
import { ifMatch } from './if-match';
import { addressOf, messageAddress, type MessageAddress } from './message-address';
import { messageText } from './message-text';

/** A change of a message that is refused where its revision is none of `ifRevision`. */
export interface ConditionalChange extends MessageAddress {
  ifRevision?: number[] | undefined;
}

const deletion = z
  .object({ path: messageAddress, ifMatch })
  .transform((request): ConditionalChange => ({ ...addressOf(request.path), ifRevision: request.ifMatch }));

/** `DELETE /api/messages/:uuid/:number`. */
export const checkDeletion = (request: { path: unknown; ifMatch: string | undefined }): ConditionalChange =>
  checkRequest(deletion, request);

export const editBody = jsonBody({ message: messageText });

const edit = z
  .object({ path: messageAddress, ifMatch, body: editBody })
  .transform((request): ConditionalChange & { text: string } => ({
    ...addressOf(request.path),
    ifRevision: request.ifMatch,
    text: request.body.message,
  }));

/** `PATCH /api/messages/:uuid/:number`. */
export const checkEdit = (request: {
  path: unknown;
  ifMatch: string | undefined;
  body: unknown;
}): z.output<typeof edit> => checkRequest(edit, request);
