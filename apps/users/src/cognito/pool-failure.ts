import { isPassingAwsFailure } from '@app/common/aws';
import { DomainError } from '@app/common/errors';

/** What of the SDK's errors will pass is `service_unavailable`; every other one stays what it is. */
export function asPoolFailure(error: unknown): unknown {
  return error instanceof Error && isPassingAwsFailure(error)
    ? new DomainError('service_unavailable', { detail: 'The user pool does not answer', cause: error })
    : error;
}
