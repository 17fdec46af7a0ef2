import { isPassingAwsFailure } from '@app/common/aws';
import { DomainError } from '@app/common/errors';
import { currentCorrelation } from '@app/common/tracing';
import { isNamed, isTransactionCanceled, isTransactionConflict } from './errors';

const PASSING_CANCELLATIONS = new Set([
  'None',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/** Whether the same request, by either client, may succeed later: throttled, a 5xx, a time limit, a connection that failed. */
export function isPassingFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isTransactionCanceled(error)) {
    return (error.CancellationReasons ?? []).every(({ Code }) => PASSING_CANCELLATIONS.has(Code ?? 'None'));
  }
  return isPassingAwsFailure(error) || isTransactionConflict(error);
}

/** A failure that may pass as `service_unavailable`; every other error as it is. */
export function asStoreFailure(error: unknown): Error {
  if (isPassingFailure(error)) {
    return new DomainError('service_unavailable', { detail: 'DynamoDB does not answer', cause: error });
  }
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * Runs a read for as long as its caller waits for it.
 * @throws DomainError `caller_gone`; its other failures are told by `asStoreFailure`.
 */
export async function storeRead<Answer>(read: (gone: AbortSignal | undefined) => Promise<Answer>): Promise<Answer> {
  try {
    return await read(currentCorrelation().callerGone);
  } catch (error) {
    throw isNamed(error, 'AbortError') ? new DomainError('caller_gone') : asStoreFailure(error);
  }
}

/** Runs a request, its failures told by `asStoreFailure`. */
export async function storeRequest<Answer>(request: () => Promise<Answer>): Promise<Answer> {
  try {
    return await request();
  } catch (error) {
    throw asStoreFailure(error);
  }
}
