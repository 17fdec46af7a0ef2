import { assertIsJwks, SimpleJwksCache, SimplePenaltyBox, type Jwks } from 'aws-jwt-verify/jwk';
import { DomainError } from '@app/common/errors';

const FETCH_TIME_LIMIT_MS = 2_000;

/**
 * The issuer's keys, fetched anew for a key id that they lack, but at most once a second: tokens with made-up key ids
 * must not become requests to the issuer.
 *
 * The library's own fetcher speaks HTTPS only; an issuer on this machine has plain HTTP.
 */
export const createSigningKeys = (): SimpleJwksCache =>
  new SimpleJwksCache({
    fetcher: { fetch: fetchKeys },
    jwksParser: parseKeys,
    penaltyBox: new SimplePenaltyBox({ waitSeconds: 1 }),
  });

async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  try {
    const answer = await fetch(uri, { signal: AbortSignal.timeout(FETCH_TIME_LIMIT_MS) });
    if (!answer.ok) throw new Error(`${uri} answered ${answer.status}`);
    return await answer.arrayBuffer();
  } catch (cause) {
    throw unavailable(cause);
  }
}

function parseKeys(bytes: ArrayBuffer): Jwks {
  try {
    const keys: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    assertIsJwks(keys as Jwks);
    return keys as Jwks;
  } catch (cause) {
    throw unavailable(cause);
  }
}

const unavailable = (cause: unknown): DomainError =>
  new DomainError('service_unavailable', { detail: "the issuer's signing keys cannot be had", cause });
