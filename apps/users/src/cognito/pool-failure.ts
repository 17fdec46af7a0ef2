import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import { DomainError } from '@app/common/errors';

/** What of the SDK's errors will pass is `service_unavailable`; every other one stays what it is. */
export function asPoolFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const sdkError = error as Parameters<typeof isTransientError>[0];
  const passes = isThrottlingError(sdkError) || isTransientError(sdkError) || isServerError(sdkError);
  return passes
    ? new DomainError('service_unavailable', { detail: 'The user pool does not answer', cause: error })
    : error;
}
