import { createHash } from 'node:crypto';
import { z } from 'zod';
import { displayName, MAX_HANDLE_CHARACTERS, nearestHandle } from '@app/common/contracts';
import { checkRequest } from '@app/common/requests';
import { beginningOf } from '@app/common/text';
import { email } from '../directory/person-fields';
import type { NewUser } from '../directory/users.store';

/** What a user pool knows of a user, by the names that it has for it. */
export type PoolAttributes = Record<string, string>;

/** A person of the pool. They become a user whatever name the pool has let them have. */
export interface Newcomer {
  cognitoUserId: string;
  /** The one they have chosen, or those that stand in for it, the best first. */
  handles: [string, ...string[]];
  /** Absent where the pool has none that may be shown: then the handle will do. */
  displayName: string | undefined;
  email: string | null;
}

const TAIL_CHARACTERS = 8;

const identified = z.object({ sub: z.string().min(1) });

/** @throws DomainError `request_malformed` where the pool does not say who it is, which is all that it must. */
export function newcomerOf(attributes: PoolAttributes): Newcomer {
  const { sub } = checkRequest(identified, attributes);
  return {
    cognitoUserId: sub,
    handles: handlesFor(attributes['preferred_username'] ?? '', sub),
    displayName: displayName.safeParse(attributes['name']).data,
    email: email.safeParse(attributes['email']).data ?? null,
  };
}

/** As a user with this handle. */
export const asNewUser = ({ cognitoUserId, displayName, email }: Newcomer, handle: string): NewUser => ({
  cognitoUserId,
  handle,
  displayName: displayName ?? handle,
  email,
});

/** One that was chosen and is right stands alone, so it is refused where it is taken: nobody is renamed unasked. */
function handlesFor(chosen: string, sub: string): [string, ...string[]] {
  const nearest = nearestHandle(chosen);
  if (nearest !== '' && nearest === chosen.normalize('NFC')) return [nearest];
  const tail = createHash('sha256').update(sub).digest('hex').slice(0, TAIL_CHARACTERS);
  if (nearest === '') return [`user-${tail}`];
  return [nearest, `${beginningOf(nearest, MAX_HANDLE_CHARACTERS - TAIL_CHARACTERS - 1)}-${tail}`];
}
