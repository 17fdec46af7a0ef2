import { DomainError } from '@app/common/errors';
import type { CallMetrics } from './call-metrics';

/** Calls to one service, up to `most` at once: those under way and those that wait for a connection. */
export class BoundedCalls {
  private present = 0;

  constructor(
    private readonly service: string,
    private readonly most: number,
    private readonly metrics: CallMetrics,
  ) {
    metrics.refused.inc({ to: service }, 0);
  }

  /** @throws DomainError `overloaded`, at once and with nothing called, where there are too many. */
  async run<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (this.present >= this.most) {
      this.metrics.refused.inc({ to: this.service });
      throw new DomainError('overloaded', { detail: `too many calls wait for ${this.service}` });
    }
    this.present += 1;
    try {
      return await call();
    } finally {
      this.present -= 1;
    }
  }
}
