import { Inject, Injectable } from '@nestjs/common';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { LRUCache } from 'lru-cache';
import { DomainError } from '@app/common/errors';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { acceptedClaims, type AcceptedClaims } from './accepted-claims';
import { fetchIssuerKeys, type SigningKey } from './issuer-keys';
import { SigningKeys } from './signing-keys';

/** Verifies the tokens of the configured issuer: signature, times, issuer, client and use. */
@Injectable()
export class TokenVerifier {
  private readonly keys: SigningKeys;
  private readonly verified: LRUCache<string, string>;
  private readonly rememberedMs: number;

  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {
    this.rememberedMs = config.IDENTITY_CACHE_SECONDS * 1_000;
    this.verified = new LRUCache({ max: config.IDENTITY_CACHE_SIZE, ttl: this.rememberedMs });
    this.keys = createSigningKeys(config, () => this.verified.clear());
  }

  /** The subject of a token that was verified not long ago. */
  rememberedSubjectOf(token: string): string | undefined {
    return this.verified.get(token);
  }

  /**
   * The subject (Cognito `sub`) of a valid token, which is remembered then, never beyond its end.
   * @throws DomainError `unauthorized`; or, while the issuer cannot be asked, `signing_key_unknown` for a token of no known key
   * and `service_unavailable` where none is known.
   */
  async subjectOf(token: string): Promise<string> {
    const { subject, expiresAt } = await this.verify(token);
    const validMs = Math.floor(expiresAt * 1_000 - Date.now());
    if (validMs > 0) this.verified.set(token, subject, { ttl: Math.min(this.rememberedMs, validMs) });
    return subject;
  }

  /** What a token says that has been verified. */
  claimsOf(token: string): AcceptedClaims {
    return acceptedClaims(decomposeUnverifiedJwt(token).payload, this.config);
  }

  /** Resolves once there are keys of the issuer that count. */
  loadKeys(): Promise<void> {
    return this.keys.load();
  }

  private async verify(token: string): Promise<AcceptedClaims> {
    const keyId = failingAsUnauthorized(() => keyIdOf(token, this.config.AUTH_ISSUER));
    const key = await this.keys.find(keyId);
    if (!key) throw new DomainError('unauthorized');
    const payload = failingAsUnauthorized(() => verifySignature(token, key, this.config.AUTH_ISSUER));
    return acceptedClaims(payload, this.config);
  }
}

function createSigningKeys(config: GatewayConfig, onChange: () => void): SigningKeys {
  const uri = config.AUTH_JWKS_URI ?? `${config.AUTH_ISSUER.replace(/\/$/, '')}/.well-known/jwks.json`;
  return new SigningKeys({
    fetch: () => fetchIssuerKeys(uri),
    maxAgeMs: config.AUTH_KEYS_MAX_AGE_SECONDS * 1_000,
    keptMs: config.AUTH_KEYS_KEPT_SECONDS * 1_000,
    spacingMs: 1_000,
    onChange,
  });
}

/**
 * Which key a token claims to be signed by. What it says is not verified yet, so a foreign token is refused before
 * anything is looked up or kept for it; so is one with critical extensions, of which we know none.
 */
function keyIdOf(token: string, issuer: string): string {
  const { header, payload } = decomposeUnverifiedJwt(token);
  if (payload.iss !== issuer || header.kid === undefined || 'crit' in header) throw new DomainError('unauthorized');
  return header.kid;
}

/** The audience is checked with the other claims: a Cognito access token names its client in `client_id` instead. */
const verifySignature = (token: string, { jwk, publicKey }: SigningKey, issuer: string) =>
  verifyJwtSync(token, jwk, { issuer, audience: null }, () => publicKey);

/** The library's errors say what is wrong with a token, which is for nobody. */
function failingAsUnauthorized<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw new DomainError('unauthorized', { cause });
  }
}
