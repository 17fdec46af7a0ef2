import { z } from 'zod';
import type { ChangeSettingsRequest } from '@app/common/contracts';
import { checkRequest, code, jsonBody } from '@app/common/http';

export const settingsBody = jsonBody({ receipts: z.boolean(code('receipts_malformed')).optional() });

/** `PUT /api/settings`. */
export const checkSettings = (body: unknown): ChangeSettingsRequest => checkRequest(settingsBody, body);
