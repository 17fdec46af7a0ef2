import { correlated } from '@app/common/tracing';
import type { FairTurns } from './fair-turns';
import { endBehindCaller } from './visit';

/** As long as a stream lets a piece of its work take. */
const WAIT_MS = 30_000;

/** The turns of the person who has opened a stream, which they share with their requests. */
export class StreamTurns {
  constructor(
    private readonly turns: Pick<FairTurns, 'take'>,
    private readonly caller: string,
  ) {}

  /** Does a piece of work in a turn; when the stream has gone it is given up. @throws DomainError as `FairTurns.take`. */
  async inTurn<Answer>(work: () => Promise<Answer>, gone: AbortSignal): Promise<Answer> {
    const end = await this.turns.take(this.caller, gone, WAIT_MS);
    try {
      return await correlated({ callerGone: gone }, work);
    } finally {
      if (gone.aborted) endBehindCaller(end);
      else end();
    }
  }
}
