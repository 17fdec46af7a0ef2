import { Inject, Injectable } from '@nestjs/common';
import { JwtVerifier } from 'aws-jwt-verify';
import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import { LRUCache } from 'lru-cache';
import { DomainError } from '@app/common/errors';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config';
import { acceptedClaims, type AcceptedClaims } from './accepted-claims';
import { createSigningKeys } from './signing-keys';

/** Verifies the tokens of the configured issuer: signature, expiry, issuer, client and use. */
@Injectable()
export class TokenVerifier {
  private readonly verifier: ReturnType<typeof createVerifier>;
  private readonly verified: LRUCache<string, string>;
  private readonly rememberedMs: number;
  private keysLoaded = false;

  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {
    this.verifier = createVerifier(config);
    this.rememberedMs = config.IDENTITY_CACHE_SECONDS * 1_000;
    this.verified = new LRUCache({ max: config.IDENTITY_CACHE_SIZE, ttl: this.rememberedMs });
  }

  /**
   * The subject (Cognito `sub`) of a valid token. A token is remembered, never beyond its expiry.
   * @throws DomainError `unauthorized`, or `service_unavailable` while the issuer's keys cannot be had.
   */
  async subjectOf(token: string): Promise<string> {
    const known = this.verified.get(token);
    if (known !== undefined) return known;
    const { subject, expiresAt } = await this.verify(token);
    const validMs = Math.floor(expiresAt * 1_000 - Date.now());
    if (validMs > 0) this.verified.set(token, subject, { ttl: Math.min(this.rememberedMs, validMs) });
    return subject;
  }

  /** Resolves once the issuer's keys have been had. */
  async loadKeys(): Promise<void> {
    if (this.keysLoaded) return;
    await this.verifier.hydrate();
    this.keysLoaded = true;
  }

  private async verify(token: string): Promise<AcceptedClaims> {
    try {
      return acceptedClaims(await this.verifier.verify(token), this.config);
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      throw new DomainError('unauthorized', { cause });
    }
  }
}

function createVerifier(config: GatewayConfig): {
  verify(token: string): Promise<JwtPayload>;
  hydrate(): Promise<void>;
} {
  const jwksUri = config.AUTH_JWKS_URI ?? `${config.AUTH_ISSUER.replace(/\/$/, '')}/.well-known/jwks.json`;
  // The audience is checked with the other claims: a Cognito access token names its client in `client_id` instead.
  return JwtVerifier.create(
    { issuer: config.AUTH_ISSUER, audience: null, jwksUri },
    { jwksCache: createSigningKeys() },
  );
}
