import type { HealthCheck } from './health-checks';

/** For a part that no request waits for: its failure becomes a remark, and the service stays ready. */
export const remarkOnFailure =
  (check: HealthCheck): HealthCheck =>
  async () => {
    try {
      return await check();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
