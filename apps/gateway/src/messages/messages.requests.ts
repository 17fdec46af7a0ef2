import { z } from 'zod';
import { code, DomainError, type ErrorCode } from '@app/common/errors';
import { checkRequest, jsonBody, wrongIn } from '@app/common/requests';
import { limit } from '../paging/limit';
import { groupUuid } from '../requests/group-uuid';
import { idempotencyKey } from '../requests/idempotency-key';
import { numberText } from './message-address';
import { messageText } from './message-text';
import { recipientHandle } from './recipient-handle';
import { textHashOf } from './text-hash';

/** The number of what the message answers. */
const replyTo = z
  .int(code('reply_to_malformed'))
  .min(1, code('reply_to_malformed'))
  .nullish()
  .transform((number) => number ?? undefined);

const written = { message: messageText, reply_to: replyTo };
const content = z.object({ sendKey: idempotencyKey, body: jsonBody(written) });
const field = z.unknown().optional();
const asSent = jsonBody({ message: field, message_group_uuid: field, handle: field });

const intoGroupBody = jsonBody({ ...written, message_group_uuid: groupUuid });
const toHandleBody = jsonBody({ ...written, handle: recipientHandle });

/** As callers write it: with one address. */
export const messageBody = z.union([intoGroupBody, toHandleBody]);

const intoGroup = z.object({ sendKey: idempotencyKey, body: intoGroupBody }).transform(({ sendKey, body }) => ({
  ...{ groupUuid: body.message_group_uuid, text: body.message },
  ...{ replyTo: body.reply_to, sendKey },
}));

const toHandle = z.object({ sendKey: idempotencyKey, body: toHandleBody }).transform(({ sendKey, body }) => ({
  ...{ recipientHandle: body.handle, text: body.message },
  ...{ replyTo: body.reply_to, sendKey },
}));

/** A message into a conversation, or to somebody with whom there may be none yet. */
export type MessageToSend = (z.output<typeof intoGroup> | z.output<typeof toHandle>) & { textHash?: string };

/** `POST /api/messages`, with one address. */
export function checkMessage(body: unknown, sendKey: string | undefined): MessageToSend {
  const request = { body, sendKey };
  const { message, message_group_uuid, handle } = checkRequest(asSent, body);
  if (message_group_uuid != null && handle != null) throw refusal(request, 'message_address_ambiguous');
  if (message_group_uuid == null && handle == null) {
    throw refusal(request, 'message_group_uuid_blank', 'user_reciever_handle_blank');
  }
  const checked = message_group_uuid == null ? checkRequest(toHandle, request) : checkRequest(intoGroup, request);
  return sendKey === undefined ? checked : { ...checked, textHash: textHashOf(String(message), checked.replyTo) };
}

/** What is wrong with the address, behind whatever else is wrong. */
function refusal(request: object, ...codes: [ErrorCode, ...ErrorCode[]]): DomainError {
  const [first = codes[0], ...others] = [...wrongIn(content, request), ...codes];
  return new DomainError([first, ...others]);
}

const place = numberText(code('page_malformed')).optional();

export const pageQuery = z
  .object({
    before: place.describe('Ends the page before this message.'),
    after: place.describe('Begins the page after this message.'),
    around: place.describe('Has this message in the middle of the page.'),
    limit,
  })
  .refine(({ before, after, around }) => [before, after, around].filter((given) => given !== undefined).length <= 1, {
    error: code('page_malformed'),
  });

const page = z
  .object({ uuid: groupUuid, query: pageQuery })
  .transform(({ uuid, query }) => ({ groupUuid: uuid, wanted: query }));

/** `GET /api/messages/:uuid`: at most one of `before`, `after` and `around`. */
export const checkPage = (request: { uuid: string; query: unknown }): z.output<typeof page> =>
  checkRequest(page, request);
