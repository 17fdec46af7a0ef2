import { Inject, Injectable } from '@nestjs/common';
import { pause } from '@app/common/patience';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';

/** Spreads reads over time: after each, whoever reads waits for as long as its cost takes at the allowed rate. */
@Injectable()
export class ReadBudget {
  constructor(
    @Inject(STREAM_RELAY_CONFIG) private readonly config: Pick<StreamRelayConfig, 'RELAY_REPAIR_READ_UNITS'>,
  ) {}

  async spend(units = 0, signal: AbortSignal): Promise<void> {
    await pause((units / this.config.RELAY_REPAIR_READ_UNITS) * 1_000, signal);
    signal.throwIfAborted();
  }
}
