import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import { DomainError } from '@app/common/errors';
import type { GatewayConfig } from '../gateway.config';

export interface AcceptedClaims {
  subject: string;
  /** Seconds since 1970. */
  expiresAt: number;
}

/**
 * What the gateway needs of a token whose signature, issuer and times have been verified.
 * @throws DomainError `unauthorized` when it was made for another client or another use.
 */
export function acceptedClaims(
  payload: JwtPayload,
  config: Pick<GatewayConfig, 'AUTH_CLIENT_IDS' | 'AUTH_TOKEN_USE'>,
): AcceptedClaims {
  const forUs = clientsOf(payload).some((client) => config.AUTH_CLIENT_IDS.includes(client));
  const ofRightUse = config.AUTH_TOKEN_USE === 'any' || payload['token_use'] === config.AUTH_TOKEN_USE;
  // The verifier checks an expiry only where there is one; a token that never ends is refused.
  if (!forUs || !ofRightUse || !payload.sub || payload.exp === undefined) throw new DomainError('unauthorized');
  return { subject: payload.sub, expiresAt: payload.exp };
}

/** Cognito's access tokens name the client in `client_id`; other issuers in `azp` or `aud`. */
function clientsOf(payload: JwtPayload): string[] {
  const named = payload['client_id'] ?? [payload['azp'], payload.aud].flat();
  return [named].flat().filter((client) => typeof client === 'string');
}
