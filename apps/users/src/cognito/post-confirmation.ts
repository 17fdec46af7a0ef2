import { z } from 'zod';
import { parseRequest } from '@app/common/requests';
import type { SignUps } from './sign-ups';

/** The name under which a user pool invokes it. */
export const POST_CONFIRMATION_FUNCTION = 'cruddur-post-confirmation';

const postConfirmationEvent = z.object({
  triggerSource: z.string().startsWith('PostConfirmation_'),
  request: z.object({ userAttributes: z.record(z.string(), z.string()) }),
});

/**
 * Cognito's post-confirmation trigger, version 1 of its event: whoever has confirmed their email is a user from then on.
 * Cognito wants the event back. Called twice it changes nothing.
 */
export async function postConfirmation(event: unknown, signUps: SignUps): Promise<unknown> {
  const { request } = parseRequest(postConfirmationEvent, event);
  await signUps.register(request.userAttributes);
  return event;
}
