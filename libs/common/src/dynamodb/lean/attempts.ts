import { isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import { unlessAborted } from '@app/common/patience';
import { abortError } from './abort-error';
import type { CallMetadata } from '../failures/errors';

type Token = Awaited<ReturnType<StandardRetryStrategy['acquireInitialRetryToken']>>;
type SdkError = Parameters<typeof isTransientError>[0];
type Failure = SdkError & { $metadata?: CallMetadata };

const MAX_ATTEMPTS = 4;
/** As the SDK's client of DynamoDB has it, which is half of what its other clients have. */
const BASE_DELAY_MS = 25;

/**
 * Repeats a request by the SDK's own rules: which failures, how often, after which pause, and less of it while many of the
 * requests of this process fail.
 */
export class Attempts {
  private readonly strategy = new StandardRetryStrategy({ maxAttempts: MAX_ATTEMPTS, baseDelay: BASE_DELAY_MS });

  /** @throws the last failure, or an `AbortError` as soon as the signal says so. */
  async repeat<Result>(attempt: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    let token = await this.strategy.acquireInitialRetryToken('');
    for (;;) {
      try {
        const result = await attempt();
        this.strategy.recordSuccess(token);
        return result;
      } catch (error) {
        token = await this.tokenAfter(error as Failure, token, signal);
      }
    }
  }

  private async tokenAfter(error: Failure, token: Token, signal?: AbortSignal): Promise<Token> {
    const retryAfterHint = error.$metadata?.retryAfter;
    const info = { error, errorType: typeOf(error), ...(retryAfterHint && { retryAfterHint }) };
    const next = this.strategy.refreshRetryTokenForRetry(token, info);
    try {
      return await (signal ? unlessAborted(next, signal) : next);
    } catch {
      if (signal?.aborted) throw abortError();
      throw Object.assign(error, { $metadata: { ...error.$metadata, attempts: token.getRetryCount() + 1 } });
    }
  }
}

function typeOf(error: Failure): 'THROTTLING' | 'TRANSIENT' | 'CLIENT_ERROR' {
  if (isThrottlingError(error)) return 'THROTTLING';
  return isTransientError(error) ? 'TRANSIENT' : 'CLIENT_ERROR';
}
