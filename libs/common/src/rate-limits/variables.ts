import { z } from 'zod';
import { durationSeconds } from '@app/common/config';
import type { RateLimit } from './rate-limit';

const FORM = /^(?<quota>[1-9]\d{0,8})\/(?<window>\w+)$/;
const LONGEST_SECONDS = 86_400;
const OFF = 'off';

/** `60/1m`: sixty in each minute; `off` is no limit, read as undefined. The longest window is a day. */
export const rateLimitVariable = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((text, context): RateLimit | undefined => {
      if (text === OFF) return undefined;
      const limit = parse(text);
      if (limit) return limit;
      context.addIssue('expected a number and a window of at most 1d, such as 60/1m, 20/10s or 1000/1h, or off');
      return z.NEVER;
    });

function parse(text: string): RateLimit | undefined {
  const { quota, window = '' } = FORM.exec(text)?.groups ?? {};
  const windowSeconds = durationSeconds(window) ?? Infinity;
  return windowSeconds <= LONGEST_SECONDS ? { quota: Number(quota), windowSeconds } : undefined;
}

/** How many conversations a person may start: `messages` holds it, and the gateway tells it. */
export const startLimitVariable = rateLimitVariable('60/1h').describe(
  'how many conversations one person may start, such as 60/1h, or off; exact over all copies',
);

export const rateLimitTableVariable = z
  .string()
  .min(3)
  .default('cruddur-rate-limits')
  .describe('table by which all copies count together who is near a rate limit');
