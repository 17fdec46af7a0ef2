import { z } from 'zod';
import {
  groupHistory,
  groupName,
  isHandle,
  MAX_GROUP_MEMBERS,
  MIN_GROUP_MEMBERS,
  normalHandle,
  type Person,
  type StartGroupRequest,
} from '@app/common/contracts';
import { blankOr, code } from '@app/common/errors';
import { checkRequest, jsonBody } from '@app/common/requests';
import { identityOf } from '@app/common/text';
import { groupUuid } from '../requests/group-uuid';
import { idempotencyKey } from '../requests/idempotency-key';

const OTHERS_AT_LEAST = MIN_GROUP_MEMBERS - 1;
const OTHERS_AT_MOST = MAX_GROUP_MEMBERS - 1;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Handles of others, as people type them. What is in the list is looked at as a whole: one code says what is wrong with it. */
const handlesBeside = (own?: string) =>
  z
    .array(z.unknown(), { error: code('handles_malformed') })
    .refine((handles) => handles.every(isText), { error: code('handles_malformed'), abort: true })
    .refine(({ length }) => length <= OTHERS_AT_MOST, { error: code('members_exceed_256'), abort: true })
    .transform((handles) => handles.filter(isText).map(normalHandle))
    .refine((handles) => handles.every(isHandle), { error: code('handles_unknown'), abort: true })
    .refine((handles) => own === undefined || !handles.map(identityOf).includes(identityOf(own)), {
      error: code('handles_own'),
      abort: true,
    })
    .refine((handles) => new Set(handles.map(identityOf)).size === handles.length, {
      error: code('handles_repeated'),
      abort: true,
    })
    .refine(({ length }) => length >= OTHERS_AT_LEAST, code('members_below_3'))
    .meta({
      description: `Of ${OTHERS_AT_LEAST} to ${OTHERS_AT_MOST} others, each once, also with \`@\` before it, in any case of its letters.`,
      shownAs: {
        type: 'array',
        items: { type: 'string' },
        minItems: OTHERS_AT_LEAST,
        maxItems: OTHERS_AT_MOST,
      },
    });

const name = groupName.nullish().transform((given) => given ?? undefined);

const history = z
  .enum(groupHistory.options, code('history_malformed'))
  .nullish()
  .transform((given) => given ?? 'joined')
  .meta({
    description: 'What members see who are added later: from then on (`joined`, where it is absent), or `all`.',
  });

const startBodyOf = (own?: string) => jsonBody({ handles: handlesBeside(own), name, history });

export const startGroupBody = startBodyOf();

export const startGroupKey = idempotencyKey.meta({
  description: 'One for each group: a repetition with the same key answers the first, and starts nothing.',
});

/** `POST /api/message_groups`. */
export function checkGroupStart(
  creator: Person,
  request: { body: unknown; startKey: string | undefined },
): StartGroupRequest {
  const schema = z.object({ startKey: startGroupKey, body: startBodyOf(creator.handle) });
  const { body, startKey } = checkRequest(schema, request);
  return { creator, ...body, startKey };
}

export const renameGroupBody = jsonBody({ name: groupName.nullable() });

const renaming = z.object({ groupUuid, body: renameGroupBody });

/** `PATCH /api/message_groups/:uuid`. Without a name a group goes by those of its members. */
export const checkRenaming = (request: { groupUuid: string; body: unknown }): z.output<typeof renaming> =>
  checkRequest(renaming, request);

const ownerHandle = z
  .string({ error: blankOr('handle_blank', 'handle_malformed') })
  .transform(normalHandle)
  .refine((handle) => handle !== '', code('handle_blank'))
  .meta({ description: 'Of a member, also with `@` before it, in any case of its letters.' });

export const handOverBody = jsonBody({ handle: ownerHandle });

const handingOver = z.object({ groupUuid, body: handOverBody });

/** `PUT /api/message_groups/:uuid/owner`. */
export const checkHandingOver = (request: { groupUuid: string; body: unknown }): z.output<typeof handingOver> =>
  checkRequest(handingOver, request);
