import { createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { freePort } from '@local-stack/ports/free-port';

export type Claims = Record<string, unknown>;

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

export function newSigningKey(): SigningKey {
  return { kid: randomUUID(), ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as an issuer makes it, or as a forger does: with any header. */
export function signToken(key: SigningKey, claims: Claims, header: Claims = {}): string {
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid: key.kid, ...header })}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), key.privateKey).toString('base64url')}`;
}

/** A forger's token: the public key, which everybody has, taken as the secret of a symmetric signature. */
export function signWithPublicKeyAsSecret(key: SigningKey, claims: Claims): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  const secret = key.publicKey.export({ format: 'pem', type: 'spki' });
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

export const unsignedToken = (claims: Claims, kid: string): string =>
  `${encode({ alg: 'none', typ: 'JWT', kid })}.${encode(claims)}.`;

/** Names a key that exists, with a signature that nobody has made. */
export const wronglySignedToken = (claims: Claims, kid: string): string =>
  `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}.c2ln`;

/** An OIDC issuer with one client, in the role of a Cognito user pool: it serves its public keys over HTTP. */
export class TestIssuer {
  readonly clientId = randomUUID();
  /** How often the keys have been asked for. */
  keyRequests = 0;
  private keys = [newSigningKey()];
  /** What it answers in place of its keys. */
  answer: { status: number; body: string } | undefined;
  private server: Server | undefined;
  private port: number | undefined;

  get url(): string {
    return `http://127.0.0.1:${this.port}/pool`;
  }

  get key(): SigningKey {
    return this.keys.at(-1)!;
  }

  /** From now on another key signs; the former one stays known. */
  rotate(): void {
    this.keys.push(newSigningKey());
  }

  /** From now on another key signs, and the former one is unknown. */
  withdraw(): void {
    this.keys = [newSigningKey()];
  }

  /** Listens where it did before, if it did. */
  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      this.keyRequests += 1;
      response.setHeader('content-type', 'application/json');
      response.statusCode = this.answer?.status ?? 200;
      response.end(this.answer?.body ?? JSON.stringify({ keys: this.keys.map(toJwk) }));
    });
    this.port ??= await freePort();
    await new Promise<void>((resolve) => this.server!.listen(this.port, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server!.close(resolve));
    this.server!.closeAllConnections();
    await closed;
  }

  claims(subject: string, others: Claims = {}): Claims {
    const now = Math.floor(Date.now() / 1_000);
    return {
      iss: this.url,
      sub: subject,
      client_id: this.clientId,
      token_use: 'access',
      iat: now,
      exp: now + 3_600,
      jti: randomUUID(),
      ...others,
    };
  }

  token(subject: string, others: Claims = {}): string {
    return signToken(this.key, this.claims(subject, others));
  }
}

const toJwk = ({ kid, publicKey }: SigningKey) => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  alg: 'RS256',
  use: 'sig',
});
