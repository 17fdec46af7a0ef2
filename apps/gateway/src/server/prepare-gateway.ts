import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { admitCallers } from '../auth/caller.hook';
import { Identities } from '../auth/identities';
import { TokenVerifier } from '../auth/token-verifier';
import { allowedOrigins, GATEWAY_CONFIG, type GatewayConfig } from '../config/gateway.config';
import { LiveUpdates } from '../live/signals/live-updates';
import { watchOwnChanges } from '../live/signals/own-changes';
import { Admission } from '../load/admission';
import { admitRequests } from '../load/admit-requests';
import { closeRoutes } from '../rate-limits/rate-limited';
import { RateLimits } from '../rate-limits/rate-limits';
import { compressAnswers } from './compression';
import { corsOptions } from './cors';
import { validateCopies } from './kept-copies';
import { recordMethods, refuseOtherMethods } from './method-not-allowed';
import { readNothingWhileUnread } from './unread-answers';

/** Nest adds its routes in `init`; what is derived from them comes behind it. */
export async function prepareGateway(app: NestFastifyApplication): Promise<void> {
  const config = app.get<GatewayConfig>(GATEWAY_CONFIG);
  const limits = app.get(RateLimits);
  app.enableCors(corsOptions(allowedOrigins(config)));
  const instance = app.getHttpAdapter().getInstance();
  if (!config.LOOKUP_WITHOUT_TOKEN) closeRoutes(instance, 'lookup');
  const admission = app.get(Admission);
  admitRequests(instance, admission);
  admitCallers(instance, { admission, tokens: app.get(TokenVerifier), identities: app.get(Identities), limits });
  readNothingWhileUnread(instance);
  watchOwnChanges(instance, app.get(LiveUpdates));
  validateCopies(instance);
  await compressAnswers(app);
  const methods = recordMethods(instance);
  await app.init();
  refuseOtherMethods(instance, methods);
}
