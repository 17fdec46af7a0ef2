import { z } from 'zod';
import { bio, displayName, type UpdateProfileRequest } from '@app/common/contracts';
import { checkRequest, jsonBody } from '@app/common/requests';

/** As callers write it, and as the users service checks it. */
export const profileUpdateBody = jsonBody({ display_name: displayName, bio: bio.optional() });

/** A list or an object will be refused for what it is: what is in it, as deep as a body allows, goes no further. */
const field = z.unknown().transform(withoutContents).optional();

const profileUpdate = jsonBody({ display_name: field, bio: field }).transform(
  ({ display_name, bio }): UpdateProfileRequest => ({ displayName: display_name, bio }),
);

/** `POST /api/profile/update`. What the fields may be, the users service knows: sign-ups go by the same rules. */
export const checkProfileUpdate = (body: unknown): UpdateProfileRequest => checkRequest(profileUpdate, body);

function withoutContents(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return typeof value === 'object' && value !== null ? {} : value;
}
