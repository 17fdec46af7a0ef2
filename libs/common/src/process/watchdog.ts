import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';

const INTERVAL_MS = 1_000;

/** By name: throws an error that says why when the part does nothing any more, and will not by itself. */
export type SignsOfLife = Record<string, () => void>;

/**
 * Ends the process when a part of it is stuck, so that its supervisor starts a new one. A part that waits for something
 * that is away is not stuck: that passes, and a new process would only wait too.
 */
export class Watchdog implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Watchdog.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly signs: SignsOfLife,
    private readonly end: (code: number) => void = (code) => process.exit(code),
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), INTERVAL_MS);
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const [part, check] of Object.entries(this.signs)) {
      try {
        check();
      } catch (error) {
        this.logger.fatal(`${part} is stuck, and the process ends for its supervisor: ${String(error)}`);
        return this.end(1);
      }
    }
  }
}
