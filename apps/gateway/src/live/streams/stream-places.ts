import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@app/common/errors';
import { GATEWAY_CONFIG } from '../../config/gateway.config';

interface MostStreams {
  MAX_EVENT_STREAMS: number;
  MAX_EVENT_STREAMS_PER_PERSON: number;
}

const RETRY_AFTER_SECONDS = 5;

/** How many streams and long polls are open, of everybody and of each person. */
@Injectable()
export class StreamPlaces {
  private readonly takenBy = new Map<string, number>();
  private total = 0;
  private readonly end = new AbortController();

  constructor(@Inject(GATEWAY_CONFIG) private readonly most: MostStreams) {}

  get limit(): number {
    return this.most.MAX_EVENT_STREAMS;
  }

  /** Aborts when the gateway stops. */
  get closing(): AbortSignal {
    return this.end.signal;
  }

  get taken(): number {
    return this.total;
  }

  /** @throws DomainError `too_many_event_streams`, or `overloaded` where that is not this person's doing. */
  take(userUuid: string): void {
    if (this.closing.aborted || this.total >= this.limit) {
      throw new DomainError('overloaded', { retryAfter: RETRY_AFTER_SECONDS });
    }
    const own = this.takenBy.get(userUuid) ?? 0;
    if (own >= this.most.MAX_EVENT_STREAMS_PER_PERSON) {
      throw new DomainError('too_many_event_streams', { retryAfter: RETRY_AFTER_SECONDS });
    }
    this.takenBy.set(userUuid, own + 1);
    this.total += 1;
  }

  /** From now on none is given. */
  close(): void {
    this.end.abort();
  }

  free(userUuid: string): void {
    const own = (this.takenBy.get(userUuid) ?? 1) - 1;
    if (own > 0) this.takenBy.set(userUuid, own);
    else this.takenBy.delete(userUuid);
    this.total -= 1;
  }
}
