import { leaseTableOf, rateLimitTableOf, tableOf } from '../services/dynamodb';
import { kafkaOf } from '../services/kafka';
import { databaseOf } from '../services/postgres';
import { userPoolOf } from '../services/user-pool';
import type { Place } from '../where/place';
import type { Target } from '../where/target';

/** All that commands change. None is asked where it is: the target says. */
export const PLACES = {
  table: tableOf,
  leases: leaseTableOf,
  limits: rateLimitTableOf,
  kafka: kafkaOf,
  database: databaseOf,
  pool: userPoolOf,
} satisfies Record<string, (target: Target) => Place>;

export type PlaceName = keyof typeof PLACES;
