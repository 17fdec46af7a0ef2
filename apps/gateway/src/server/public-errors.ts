import type { INestApplicationContext } from '@nestjs/common';
import { ErrorsFilter } from '../errors/errors.filter';
import { RateLimits } from '../rate-limits/rate-limits';

/** Errors as the frontend reads them; what a limit has refused says which one, and when to come back. */
export function publicErrors(app: INestApplicationContext): ErrorsFilter {
  const limits = app.get(RateLimits);
  return new ErrorsFilter((reply, error) => limits.tellRefusal(reply, error));
}
