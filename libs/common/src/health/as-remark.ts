import type { HealthCheck } from './health-checks';

/** For a part that no request waits for: what it lacks is told, and the service stays ready. */
export const asRemark =
  (check: HealthCheck): HealthCheck =>
  async () => {
    try {
      return await check();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };
