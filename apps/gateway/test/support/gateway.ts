import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { loadConfig } from '@app/common/config';
import { overHttp } from '@app/common/http';
import { serveMetrics } from '@app/common/metrics-endpoint';
import { createService } from '@app/common/process';
import { freePort } from '@local-stack/ports/free-port';
import { UNMET_LIMITS } from '../../../../test/support/unmet-limits';
import { gatewayVariables } from '../../src/config/gateway.config';
import { GatewayModule } from '../../src/gateway.module';
import { createGatewayAdapter } from '../../src/server/gateway-adapter';
import { prepareGateway } from '../../src/server/prepare-gateway';
import { publicErrors } from '../../src/server/public-errors';
import { TestIssuer } from './issuer';
import { ServicesBehind } from './services-behind';
import { WatchedAnswers } from './watched-answers';

export const FRONTEND = 'http://localhost:3000';

/** Late as other tests on the machine may make it, and as the making of keys in this process does. */
const PATIENT = { MAX_EVENT_LOOP_DELAY_MS: '60000' };

/** By default no page is built, whatever is in `dist`. */
const NO_PAGE = join(__dirname, 'no-page');

/** See `OPEN`, `Probe` and `RateLimited`. */
interface RouteMarks {
  isOpen?: boolean;
  isProbe?: boolean;
  rateLimit?: string;
}

export interface TestGateway {
  app: NestFastifyApplication;
  issuer: TestIssuer;
  behind: ServicesBehind;
  /** Where it listens. */
  url: string;
  /** Where it tells about itself. */
  metricsUrl: string;
  /** Every route of the router, as `METHOD path`. */
  routes: string[];
  /** What a route is marked with. */
  configOf: (route: string) => RouteMarks;
  /** The header of a user whom the users service knows. */
  andrew: { authorization: string };
  stop: () => Promise<void>;
}

/** The real gateway on a free port, with an issuer and services of its own; it meets a rate limit only where one is given. */
export async function startGateway(
  variables: Record<string, string> = {},
  connect: (app: NestFastifyApplication) => void = () => undefined,
  webFolder = NO_PAGE,
): Promise<TestGateway> {
  const [issuer, behind] = await Promise.all([new TestIssuer().start(), new ServicesBehind().start()]);
  const config = loadConfig(gatewayVariables, {
    LOG_LEVEL: 'silent',
    MESSAGES_URL: behind.messagesUrl,
    USERS_URL: behind.usersUrl,
    AUTH_ISSUER: issuer.url,
    AUTH_CLIENT_IDS: issuer.clientId,
    ...UNMET_LIMITS,
    ...PATIENT,
    ...variables,
  });
  const adapter = createGatewayAdapter(config);
  const answers = new WatchedAnswers();
  const marks = new Map<string, RouteMarks>();
  adapter.getInstance<FastifyInstance>().addHook('onRoute', ({ method, url, config }) => {
    for (const each of [method].flat()) marks.set(`${each} ${url}`, config ?? {});
  });
  const app = await createService({
    module: GatewayModule.register(config, overHttp, webFolder),
    adapter,
    errors: publicErrors,
    prepare: async (created) => {
      connect(created);
      await prepareGateway(created);
      answers.watch(created.getHttpAdapter().getInstance());
    },
  });
  const metricsPort = await freePort();
  await serveMetrics(app, { host: '127.0.0.1', port: metricsPort });
  await app.listen(0, '127.0.0.1');
  return {
    app,
    issuer,
    behind,
    routes: [...marks.keys()],
    configOf: (route) => marks.get(route) ?? {},
    url: await app.getUrl(),
    metricsUrl: `http://127.0.0.1:${metricsPort}`,
    andrew: { authorization: `Bearer ${issuer.token('sub-andrew')}` },
    stop: async () => {
      await app.close();
      await Promise.all([issuer.stop(), behind.stop()]);
      answers.areDocumented();
    },
  };
}
