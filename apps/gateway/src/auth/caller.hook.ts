import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { currentCorrelation } from '@app/common/tracing';
import type { Admission } from '../load/admission';
import { clientAddress } from '../rate-limits/client-address';
import { rateLimitOf } from '../rate-limits/rate-limited';
import type { RateLimits } from '../rate-limits/rate-limits';
import { bearerToken } from './bearer-token';
import type { CallerRequest } from './caller';
import type { Identities } from './identities';
import { isOpen } from './open';
import type { TokenVerifier } from './token-verifier';

/** By what a request is let in. */
interface Doorkeepers {
  admission: Admission;
  tokens: TokenVerifier;
  identities: Identities;
  limits: RateLimits;
}

/**
 * Stands before every route: only what is `OPEN` is answered without a user, and what is marked
 * `@RateLimited()` is counted. A Nest guard would come after the body has been read, and who may not call would be told
 * what is wrong with it.
 */
export function admitCallers(instance: FastifyInstance, doorkeepers: Doorkeepers): void {
  instance.addHook('onRequest', async (request, reply) => {
    if (request.is404) throw new DomainError('not_found');
    const caller = isOpen(request) ? undefined : await callerOf(request, doorkeepers);
    if (caller) {
      (request as CallerRequest).caller = caller;
      currentCorrelation().userUuid = caller.uuid;
    }
    countRequest(request, reply, doorkeepers.limits, caller);
  });
}

async function callerOf(request: FastifyRequest, doorkeepers: Doorkeepers): Promise<Person> {
  const { admission, tokens, identities, limits } = doorkeepers;
  const token = bearerToken(request.headers.authorization);
  const subject = tokens.rememberedSubjectOf(token) ?? (await verify(token, clientAddress(request), tokens, limits));
  admission.identify(request, subject);
  return identities.personOf(subject, () => limits.take('sign_up', clientAddress(request)));
}

/**
 * An address pays for a token before it is looked at, and has it back for a good one: a flood costs no signature beyond
 * the limit. Who is remembered does not come here, so others at a flood's address go on.
 */
async function verify(token: string, address: string, tokens: TokenVerifier, limits: RateLimits): Promise<string> {
  limits.take('bad_token', address);
  try {
    const subject = await tokens.subjectOf(token);
    limits.giveBack('bad_token', address);
    return subject;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'unauthorized') limits.giveBack('bad_token', address);
    throw error;
  }
}

function countRequest(request: FastifyRequest, reply: FastifyReply, limits: RateLimits, caller?: Person): void {
  const name = rateLimitOf(request);
  if (name === undefined) return;
  const use = limits.take(name, caller?.uuid ?? clientAddress(request));
  if (use) limits.tell(reply, name, use);
}
