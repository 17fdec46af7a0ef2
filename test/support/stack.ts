import { join } from 'node:path';
import { appAddress, type AppName, APPS, metricsAddress } from '../../local-stack/apps/app-ports';
import { startApps } from '../../local-stack/apps/start-apps';
import { Stack } from '../../local-stack/supervision/stack';
import { prepareGround, type TestStackOptions } from './stack-ground';

export { type AppName, APPS };

export interface TestStack {
  gatewayUrl: string;
  /** Where an app takes requests. */
  url: (app: AppName) => string;
  /** Where it tells its metrics. */
  metricsUrl: (app: AppName) => string;
  /** What the apps were started with. */
  environment: NodeJS.ProcessEnv;
  /** The folder of the apps' logs, one file each. */
  logs: string;
  /** An access token of a user of the pool: of a demo user, unless a password is given. */
  token: (handleOrEmail: string, password?: string) => Promise<string>;
  pid: (app: AppName) => Promise<number>;
  /** Ends an app by this signal, and says how it ended; it stays away until it is started. */
  kill: (app: AppName, signal: NodeJS.Signals) => Promise<string | undefined>;
  /** Resolves when the app is ready. */
  start: (app: AppName) => Promise<void>;
  restart: (app: AppName) => Promise<void>;
  stop: () => Promise<void>;
}

/** The five built apps with a table, topics, a database and a user pool of their own, on the shared backing services. */
export async function startStack(options: TestStackOptions = {}): Promise<TestStack> {
  const ground = await prepareGround(options);
  const { ports, environment, folder, gatewayUrl, token } = ground;
  const stack = new Stack(() => undefined);

  const stop = async (): Promise<void> => {
    await stack.stop();
    await ground.clear();
  };
  const apps = await startApps(stack, ground).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    gatewayUrl,
    url: (app) => appAddress(ports, app),
    metricsUrl: (app) => metricsAddress(ports, app),
    environment,
    logs: join(folder, 'logs'),
    token,
    pid: async (app) => (await apps[app].pid())!,
    kill: (app, signal) => apps[app].kill(signal),
    start: (app) => apps[app].start(),
    restart: async (app) => {
      await apps[app].stop();
      await apps[app].start();
    },
    stop,
  };
}
