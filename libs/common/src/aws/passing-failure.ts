import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Whether the same request to AWS may succeed later: it was throttled, a 5xx, a time limit, or a connection that failed. */
export function isPassingAwsFailure(error: Error): boolean {
  const sdkError = error as Parameters<typeof isTransientError>[0];
  return isThrottlingError(sdkError) || isTransientError(sdkError) || isServerError(sdkError);
}
