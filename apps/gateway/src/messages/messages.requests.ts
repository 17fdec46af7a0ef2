import { z } from 'zod';
import { MAX_MESSAGE_CHARACTERS } from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import { blankOr, checkRequest, code, jsonBody, wrongIn } from '@app/common/http';
import { hasAtMost, hasForbiddenControls, isVisible, withLineFeeds } from '@app/common/text';
import { groupUuid } from '../message-groups/group-uuid';
import { limit } from '../paging/limit';
import { recipientHandle } from '../users/users.requests';
import { textHashOf } from './text-hash';

/** What shows something, without controls, its lines ending with a line feed and its ends trimmed: 1 to 1024 characters. */
const messageText = z
  .string({ error: blankOr('message_blank', 'message_malformed') })
  .transform(withLineFeeds)
  .refine((text) => !hasForbiddenControls(text), { error: code('message_malformed'), abort: true })
  .transform((text) => text.trim())
  .refine(isVisible, { error: code('message_blank'), abort: true })
  .refine((text) => hasAtMost(MAX_MESSAGE_CHARACTERS, text), code('message_exceed_max_chars_1024'));

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, code('idempotency_key_malformed'))
  .optional();

const content = z.object({ sendKey: idempotencyKey, body: jsonBody({ message: messageText }) });
const field = z.unknown().optional();
const asSent = jsonBody({ message: field, message_group_uuid: field, handle: field });

const intoGroup = z
  .object({ sendKey: idempotencyKey, body: jsonBody({ message: messageText, message_group_uuid: groupUuid }) })
  .transform(({ sendKey, body }) => ({ groupUuid: body.message_group_uuid, text: body.message, sendKey }));

const toHandle = z
  .object({ sendKey: idempotencyKey, body: jsonBody({ message: messageText, handle: recipientHandle }) })
  .transform(({ sendKey, body }) => ({ recipientHandle: body.handle, text: body.message, sendKey }));

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
  return sendKey === undefined ? checked : { ...checked, textHash: textHashOf(String(message)) };
}

/** What is wrong with the address, behind whatever else is wrong. */
function refusal(request: object, ...codes: [ErrorCode, ...ErrorCode[]]): DomainError {
  const [first = codes[0], ...others] = [...wrongIn(content, request), ...codes];
  return new DomainError([first, ...others]);
}

const messageNumber = z
  .string(code('page_malformed'))
  .regex(/^\d{1,12}$/, code('page_malformed'))
  .transform(Number)
  .optional();

const pageQuery = z
  .object({ before: messageNumber, after: messageNumber, around: messageNumber, limit })
  .refine(({ before, after, around }) => [before, after, around].filter((given) => given !== undefined).length <= 1, {
    error: code('page_malformed'),
  });

export type PageQuery = z.output<typeof pageQuery>;

/** `GET /api/messages/:uuid`: at most one of `before`, `after` and `around`. */
export const checkPageQuery = (query: unknown): PageQuery => checkRequest(pageQuery, query);
