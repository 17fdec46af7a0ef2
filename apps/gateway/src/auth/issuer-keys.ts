import { createPublicKey, type KeyObject } from 'node:crypto';
import { assertIsJwks, assertIsSignatureJwk, type Jwk, type Jwks } from 'aws-jwt-verify/jwk';
import { DomainError, isProgrammingError } from '@app/common/errors';

export interface SigningKey {
  jwk: Jwk;
  publicKey: KeyObject;
}

/** By key id. */
export type KeySet = ReadonlyMap<string, SigningKey>;

const TIME_LIMIT_MS = 2_000;

/**
 * Asks the issuer for its keys. An answer without any key counts as a failure: an issuer always has one.
 * @throws DomainError `service_unavailable`.
 */
export async function fetchIssuerKeys(uri: string): Promise<KeySet> {
  const answer = await answerOf(uri);
  try {
    return keySetOf(answer);
  } catch (cause) {
    if (isProgrammingError(cause)) throw cause;
    throw unavailable(cause);
  }
}

/** All that can fail here is the way to the issuer, and what it says: its address is checked at the start. */
async function answerOf(uri: string): Promise<unknown> {
  try {
    const answer = await fetch(uri, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    if (!answer.ok) throw new Error(`${uri} answered ${answer.status}`);
    return await answer.json();
  } catch (cause) {
    throw unavailable(cause);
  }
}

const unavailable = (cause: unknown): DomainError =>
  new DomainError('service_unavailable', { detail: "the issuer's signing keys cannot be had", cause });

function keySetOf(answer: unknown): KeySet {
  const jwks = answer as Jwks;
  assertIsJwks(jwks);
  const signing = jwks.keys.filter(({ kid, use }) => kid !== undefined && (use ?? 'sig') === 'sig');
  if (signing.length === 0) throw new Error('the answer has no signing key');
  return new Map(signing.map((jwk) => [jwk.kid!, signingKey(jwk)]));
}

function signingKey(jwk: Jwk): SigningKey {
  assertIsSignatureJwk(jwk);
  return { jwk, publicKey: publicKeyOf(jwk) };
}

/** Node throws a `TypeError` at a key of odd parts, which is the issuer's mistake. */
function publicKeyOf(jwk: Jwk): KeyObject {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch (cause) {
    throw new Error(`the key ${jwk.kid} cannot be read`, { cause });
  }
}
