import { z } from 'zod';
import type { ChangeSettingsRequest } from '@app/common/contracts';
import { code } from '@app/common/errors';
import { checkRequest, jsonBody } from '@app/common/requests';

export const settingsBody = jsonBody({
  receipts: z.boolean(code('receipts_malformed')).optional(),
  accepts: z
    .enum(['everybody', 'requests', 'nobody'], code('accepts_malformed'))
    .optional()
    .meta({ description: 'Whose messages the caller takes in conversations of two.' }),
});

/** `PUT /api/settings`. */
export const checkSettings = (body: unknown): ChangeSettingsRequest => checkRequest(settingsBody, body);
