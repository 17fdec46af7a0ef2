import type { Place } from '../where/place';
import type { Target } from '../where/target';

export type PlaceName = 'table' | 'leases' | 'limits' | 'kafka' | 'database' | 'pool';

/** All that commands change. None is asked where it is: the target says. A place comes without the clients of the others. */
export const PLACES: Record<PlaceName, (target: Target) => Promise<Place>> = {
  table: async (target) => (await import('../services/dynamodb.js')).tableOf(target),
  leases: async (target) => (await import('../services/dynamodb.js')).leaseTableOf(target),
  limits: async (target) => (await import('../services/dynamodb.js')).rateLimitTableOf(target),
  kafka: async (target) => (await import('../services/kafka.js')).kafkaOf(target),
  database: async (target) => (await import('../services/postgres.js')).databaseOf(target),
  pool: async (target) => (await import('../services/user-pool.js')).userPoolOf(target),
};
