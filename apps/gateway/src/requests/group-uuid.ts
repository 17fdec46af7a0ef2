import { z } from 'zod';
import { blankOr, code } from '@app/common/errors';
import { checkRequest } from '@app/common/requests';

/** A conversation's uuid in lower case, whatever case it was sent in. */
export const groupUuid = z
  .string({ error: blankOr('message_group_uuid_blank', 'message_group_uuid_malformed') })
  .trim()
  .toLowerCase()
  .min(1, { error: code('message_group_uuid_blank'), abort: true })
  .regex(z.regexes.uuid(), code('message_group_uuid_malformed'))
  .meta({ description: 'Of the conversation, in any case.' });

export const checkGroupUuid = (text: string): string => checkRequest(groupUuid, text);
