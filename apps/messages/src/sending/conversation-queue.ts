import { Injectable, Optional } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { currentCorrelation } from '@app/common/tracing';

/** Below the time limit of a caller (`ServiceClient`), which still leaves time for the send itself. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Runs the work of one conversation one after the other, and conversations side by side.
 *
 * Two writes of this process into one conversation would want the same number; in a queue neither meets a conflict.
 */
@Injectable()
export class ConversationQueue {
  private readonly tails = new Map<string, Promise<void>>();

  constructor(@Optional() private readonly maxWaitMs = LONGEST_WAIT_MS) {}

  /**
   * @throws DomainError `service_unavailable`, with nothing done, when the turn comes too late: the caller has given up
   *   or is about to, and would not know that the work was done; `caller_gone` when it has hung up before its turn.
   */
  async run<Result>(groupUuid: string, work: () => Promise<Result>): Promise<Result> {
    const deadline = performance.now() + this.maxWaitMs;
    const turn = this.tails.get(groupUuid) ?? Promise.resolve();
    const { callerGone } = currentCorrelation();
    const result = turn.then(() => {
      if (callerGone?.aborted) throw new DomainError('caller_gone');
      if (performance.now() <= deadline) return work();
      throw new DomainError('service_unavailable', { detail: 'too many writes wait in this conversation' });
    });
    const tail = result.then(nothing, nothing);
    this.tails.set(groupUuid, tail);
    try {
      return await result;
    } finally {
      if (this.tails.get(groupUuid) === tail) this.tails.delete(groupUuid);
    }
  }
}

const nothing = (): void => undefined;
