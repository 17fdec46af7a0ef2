import { z } from 'zod';
import { durationSeconds } from '@app/common/config';

/** Milliseconds, `Infinity` for ever; or not at all. */
export type TimeLimit = number | 'off';

/** A duration such as `15m`, or `ever`, or `off`. */
export const timeLimitVariable = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((text, context): TimeLimit => {
      if (text === 'off') return text;
      const seconds = text === 'ever' ? Infinity : durationSeconds(text);
      if (seconds !== undefined) return seconds * 1_000;
      context.addIssue('expected a duration such as 15m, 24h or 7d, or ever, or off');
      return z.NEVER;
    });
