import { DomainError } from '@app/common/errors';

interface MostStreams {
  MAX_EVENT_STREAMS: number;
  MAX_EVENT_STREAMS_PER_PERSON: number;
}

const RETRY_AFTER_SECONDS = 5;

/** How many streams and long polls are open, of everybody and of each person. */
export class StreamPlaces {
  private readonly takenBy = new Map<string, number>();
  private total = 0;

  constructor(private readonly most: MostStreams) {}

  get taken(): number {
    return this.total;
  }

  /** @throws DomainError `too_many_event_streams`, or `overloaded` where that is not this person's doing. */
  take(userUuid: string): void {
    if (this.total >= this.most.MAX_EVENT_STREAMS)
      throw new DomainError('overloaded', { retryAfter: RETRY_AFTER_SECONDS });
    const own = this.takenBy.get(userUuid) ?? 0;
    if (own >= this.most.MAX_EVENT_STREAMS_PER_PERSON) {
      throw new DomainError('too_many_event_streams', { retryAfter: RETRY_AFTER_SECONDS });
    }
    this.takenBy.set(userUuid, own + 1);
    this.total += 1;
  }

  free(userUuid: string): void {
    const own = (this.takenBy.get(userUuid) ?? 1) - 1;
    if (own > 0) this.takenBy.set(userUuid, own);
    else this.takenBy.delete(userUuid);
    this.total -= 1;
  }
}
