import { z } from 'zod';
import { code } from '@app/common/errors';

/** Weak where something on the way has compressed the answer that named it. */
const TAG = /^(?:W\/)?"(\d{1,12})"$/;

/** The header `If-Match`: the revisions that it lists; undefined for `*`, which any message satisfies. */
export const ifMatch = z
  .string()
  .transform((header, context): number[] | undefined => {
    const tags = header
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    if (tags.join() === '*') return undefined;
    const revisions = tags.flatMap((tag) => TAG.exec(tag)?.slice(1).map(Number) ?? []);
    if (revisions.length > 0 && revisions.length === tags.length) return revisions;
    context.addIssue(code('if_match_malformed'));
    return z.NEVER;
  })
  .optional();
