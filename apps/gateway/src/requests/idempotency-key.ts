import { z } from 'zod';
import { code } from '@app/common/errors';

export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, code('idempotency_key_malformed'))
  .optional()
  .meta({ description: 'One for each message: a repetition with the same key answers the first, and stores nothing.' });
