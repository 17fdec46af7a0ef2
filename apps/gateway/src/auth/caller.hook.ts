import type { FastifyInstance } from 'fastify';
import { DomainError } from '@app/common/errors';
import { currentCorrelation } from '@app/common/tracing';
import type { Admission } from '../load/admission';
import { bearerToken } from './bearer-token';
import type { CallerRequest } from './caller';
import type { Identities } from './identities';
import { isOpen } from './open';
import type { TokenVerifier } from './token-verifier';

interface Doorkeepers {
  admission: Admission;
  tokens: TokenVerifier;
  identities: Identities;
}

/**
 * Stands before every route: only what is marked `@Open()` is answered without a user. A Nest guard would come after the
 * body has been read, and who may not call would be told what is wrong with it.
 */
export function admitCallers(instance: FastifyInstance, { admission, tokens, identities }: Doorkeepers): void {
  instance.addHook('onRequest', async (request) => {
    if (request.is404) throw new DomainError('not_found');
    if (isOpen(request)) return;
    const subject = await tokens.subjectOf(bearerToken(request.headers.authorization));
    admission.identify(request, subject);
    const caller = await identities.personOf(subject);
    (request as CallerRequest).caller = caller;
    currentCorrelation().userUuid = caller.uuid;
  });
}
