import { pause } from '../running/pause';

/** Spreads reads over time: after each, whoever reads waits for as long as its cost takes at the allowed rate. */
export class ReadBudget {
  constructor(private readonly unitsPerSecond: number) {}

  async spend(units = 0, signal: AbortSignal): Promise<void> {
    await pause((units / this.unitsPerSecond) * 1_000, signal);
    signal.throwIfAborted();
  }
}
