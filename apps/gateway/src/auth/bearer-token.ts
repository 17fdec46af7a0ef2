import { DomainError } from '@app/common/errors';

const BEARER = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i;

/** @throws DomainError `unauthorized` for a header without a token, such as the frontend's `Bearer null`. */
export function bearerToken(header: string | undefined): string {
  const token = BEARER.exec(header ?? '')?.[1];
  if (token === undefined) throw new DomainError('unauthorized');
  return token;
}
