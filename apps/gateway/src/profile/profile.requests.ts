import { z } from 'zod';
import type { UpdateProfileRequest } from '@app/common/contracts';
import { checkRequest, jsonBody } from '@app/common/http';

const profileUpdate = jsonBody({ display_name: z.unknown().optional(), bio: z.unknown().optional() }).transform(
  ({ display_name, bio }): UpdateProfileRequest => ({ displayName: display_name, bio }),
);

/** `POST /api/profile/update`. What the fields may be, the users service knows: sign-ups go by the same rules. */
export const checkProfileUpdate = (body: unknown): UpdateProfileRequest => checkRequest(profileUpdate, body);
