import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import { DomainError } from '@app/common/errors';
import type { GatewayConfig } from '../config/gateway.config';

export interface AcceptedClaims {
  subject: string;
  /** Seconds since 1970: when the token expires, or is too old. */
  expiresAt: number;
}

type ClaimRules = Pick<GatewayConfig, 'AUTH_CLIENT_IDS' | 'AUTH_TOKEN_USE' | 'AUTH_TOKEN_MAX_AGE_SECONDS'>;

/** How far the issuer's clock may be ahead of ours. */
const CLOCK_SLACK_SECONDS = 60;

/**
 * What the gateway needs of a token whose signature, issuer and expiry have been verified.
 * @throws DomainError `unauthorized` when it was made for another client or another use, or its times are out of bounds.
 */
export function acceptedClaims(payload: JwtPayload, rules: ClaimRules, now = Date.now() / 1_000): AcceptedClaims {
  const forUs = clientsOf(payload).some((client) => rules.AUTH_CLIENT_IDS.includes(client));
  const ofRightUse = rules.AUTH_TOKEN_USE === 'any' || payload['token_use'] === rules.AUTH_TOKEN_USE;
  if (!forUs || !ofRightUse || !payload.sub) throw new DomainError('unauthorized');
  return { subject: payload.sub, expiresAt: endOf(payload, rules.AUTH_TOKEN_MAX_AGE_SECONDS, now) };
}

/** A token says when it was made and when it ends; neither lies further ahead than the longest age allows. */
function endOf({ iat, exp }: JwtPayload, maxAge: number, now: number): number {
  if (iat === undefined || exp === undefined) throw new DomainError('unauthorized');
  const isAhead = iat > now + CLOCK_SLACK_SECONDS || exp > now + maxAge + CLOCK_SLACK_SECONDS;
  if (isAhead || iat + maxAge < now) throw new DomainError('unauthorized');
  return Math.min(exp, iat + maxAge);
}

/** Cognito's access tokens name the client in `client_id`; other issuers in `azp` or `aud`. */
function clientsOf(payload: JwtPayload): string[] {
  const named = payload['client_id'] ?? [payload['azp'], payload.aud].flat();
  return [named].flat().filter((client) => typeof client === 'string');
}
