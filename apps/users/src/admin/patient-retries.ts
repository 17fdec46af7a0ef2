import { StandardRetryStrategy } from '@smithy/core/retry';

const ATTEMPTS = 12;
const USUAL_RETRIES = 2;

type Refresh = StandardRetryStrategy['refreshRetryTokenForRetry'];

/**
 * Cognito lets a pool be listed a few dozen times a second, whoever asks: waiting a little longer each time gets through.
 * A pool that does not answer at all is asked no more often than usual.
 */
export class PatientRetries extends StandardRetryStrategy {
  constructor() {
    super(ATTEMPTS);
  }

  override async refreshRetryTokenForRetry(...[token, failure]: Parameters<Refresh>): ReturnType<Refresh> {
    const isThrottled = failure.errorType === 'THROTTLING';
    if (!isThrottled && token.getRetryCount() >= USUAL_RETRIES) throw new Error('the pool does not answer');
    return super.refreshRetryTokenForRetry(token, failure);
  }
}
