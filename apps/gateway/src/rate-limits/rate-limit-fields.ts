import type { RateLimit, RateLimitName, Use } from '@app/common/rate-limits';

export const RATE_LIMIT_HEADER = 'ratelimit';
export const RATE_LIMIT_POLICY_HEADER = 'ratelimit-policy';

/** As lists of structured fields, by draft-ietf-httpapi-ratelimit-headers-11: a limit's policy, and what is left of it. */
export const policyField = (name: RateLimitName, { quota, windowSeconds }: RateLimit): string =>
  `"${name}";q=${quota};w=${windowSeconds}`;

export const useField = (name: RateLimitName, { remaining, secondsLeft }: Omit<Use, 'isRefused'>): string =>
  `"${name}";r=${remaining};t=${secondsLeft}`;
