import { z } from 'zod';
import { code } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';
import { groupUuid } from '../requests/group-uuid';

/** Digits, in an address or a query: 12 as in the table. */
export const numberText = (malformed: ReturnType<typeof code>) =>
  z
    .string(malformed)
    .regex(/^\d{1,12}$/, { error: malformed, abort: true })
    .transform(Number)
    .meta({ shownAs: { type: 'integer', minimum: 0, maximum: 999_999_999_999 } });

const NUMBER_MALFORMED = code('number_malformed');

/** One message of a conversation, by the names that parts of its path have. */
export const messageAddress = z.object({
  message_group_uuid: groupUuid,
  number: numberText(NUMBER_MALFORMED).refine((number) => number >= 1, NUMBER_MALFORMED),
});

export interface MessageAddress {
  groupUuid: string;
  number: number;
}

export const addressOf = (path: z.output<typeof messageAddress>): MessageAddress => ({
  groupUuid: path.message_group_uuid,
  number: path.number,
});

export const checkMessageAddress = (path: unknown): MessageAddress => addressOf(checkRequest(messageAddress, path));
