import { createHash } from 'node:crypto';

/** Of a text as it was sent, before it is trimmed: what trimming means may change, and a repetition is still the same. */
export const textHashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
