import { z } from 'zod';
import { presentedSentMessage } from '@app/common/contracts';
import type { ErrorCode } from '@app/common/errors';
import { OF_THE_GROUP } from '../../description/refused-addresses';
import { answer } from '../../description/schemas';

export const sentMessage = answer('SentMessage', presentedSentMessage);

export const ifMatch = z
  .string()
  .optional()
  .describe('The `ETag` of the message as the caller knows it: another revision is a `412`.');

/** What is wrong with the address of a message. */
export const OF_THE_ADDRESS: ErrorCode[] = [...OF_THE_GROUP, 'number_malformed', 'message_not_found'];
