import { createHash } from 'node:crypto';

/** Weak, since the same answer goes out as it is to one caller and compressed to another. */
export const entityTag = (payload: string | Buffer): string =>
  `W/"${createHash('sha256').update(payload).digest('base64url')}"`;

/** Whether `If-None-Match` names the tag, by RFC 9110's weak comparison. */
export function isNamed(tag: string, header: string | undefined): boolean {
  const opaque = tag.slice(2);
  return (header ?? '').split(',').some((each) => ['*', tag, opaque].includes(each.trim()));
}
