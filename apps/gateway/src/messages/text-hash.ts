import { createHash } from 'node:crypto';

/**
 * Of a text as it was sent, before it is trimmed: what trimming means may change, and a repetition is still the same.
 * What it answers belongs to it, behind a NUL, which no text has; without, the hash is that of the text alone, as it has
 * been kept ever since.
 */
export const textHashOf = (text: string, replyTo?: number): string =>
  createHash('sha256')
    .update(replyTo === undefined ? text : `${replyTo}\0${text}`)
    .digest('base64url');
