import { z } from 'zod';
import { durationSeconds } from '@app/common/config';

/** Seconds; 0: not at all. */
const keptFor = z
  .string()
  .default('30d')
  .transform((text, context): number => {
    const seconds = text === 'off' ? 0 : durationSeconds(text);
    if (seconds !== undefined) return seconds;
    context.addIssue('expected a duration such as 24h or 30d, or off');
    return z.NEVER;
  });

/** Of whoever renames users: commands alone do. */
export const renamingVariables = {
  HANDLE_KEPT_FOR: keptFor.describe(
    'how long a handle that was given up leads to who had it, and is refused to all others; off: not at all',
  ),
};
