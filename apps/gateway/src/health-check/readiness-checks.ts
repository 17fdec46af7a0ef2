import { remarkOnFailure, type HealthChecks } from '@app/common/health';
import type { BatchConsumerStrategy } from '@app/common/kafka-consumer';
import type { TokenVerifier } from '../auth/token-verifier';
import type { KafkaFeed } from '../live/feed/kafka-feed';
import type { ServiceConnections } from '../services/service-connections';

/**
 * The gateway can do its work when the services behind it answer and it can verify tokens. Without user events it
 * remembers people a little longer than it should. Without the broker's time it would lose live updates.
 */
export const readinessChecks = (
  services: ServiceConnections,
  tokens: TokenVerifier,
  userEvents: BatchConsumerStrategy,
  live: KafkaFeed,
): HealthChecks => ({
  messages: () => services.messages.lives(),
  users: () => services.users.lives(),
  keys: () => tokens.loadKeys(),
  user_events: remarkOnFailure(() => userEvents.check()),
  live: async () => {
    live.requireBrokerTime();
    return remarkOnFailure(() => live.check())();
  },
});
