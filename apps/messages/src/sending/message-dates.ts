import { Logger } from '@nestjs/common';
import type { Clock } from '../conversations/clock';
import type { SendingMetrics } from './sending-metrics';

/** As far as the clocks of hosts differ that are set by the network. */
const LARGEST_CORRECTION_MS = 1_000;
const SILENCE_MS = 60_000;

/**
 * Dates messages by this host's clock. Where the message before is dated a little later, so is the next one, and the
 * times of a conversation rise with its numbers. A clock that is further off is said, and followed no further.
 */
export class MessageDates {
  private readonly logger = new Logger(MessageDates.name);
  private saidAt = -Infinity;

  constructor(
    private readonly clock: Clock,
    private readonly metrics: Pick<SendingMetrics, 'clockDifferences'>,
  ) {}

  /** The time of a message behind one of `previous`. */
  after(previous: string | undefined): string {
    const now = this.clock.now();
    const aheadMs = previous === undefined ? 0 : Date.parse(previous) - now.getTime();
    if (aheadMs > 0 && aheadMs <= LARGEST_CORRECTION_MS) return previous!;
    if (aheadMs > 0) this.report(aheadMs);
    return now.toISOString();
  }

  private report(aheadMs: number): void {
    this.metrics.clockDifferences.inc();
    if (performance.now() - this.saidAt < SILENCE_MS) return;
    this.saidAt = performance.now();
    const seconds = Math.round(aheadMs / 1_000);
    this.logger.warn(`a message was dated ${seconds} s after this host's clock: one of two hosts has a wrong clock`);
  }
}
