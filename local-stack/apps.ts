import { join } from 'node:path';
import { variablesOf } from './app-variables';
import { probeApp } from './backing/probes';
import type { PortVariable, Ports } from './ports/ports';
import { PROJECT_ROOT } from './settings/project';
import type { Stack } from './supervision/stack';
import { SupervisedProcess } from './supervision/supervised-process';

/** Our own services, and the variables that hold the ports of each: of its requests, and of its metrics. */
export const PORTS_OF = {
  gateway: { requests: 'GATEWAY_PORT', metrics: 'GATEWAY_METRICS_PORT' },
  messages: { requests: 'MESSAGES_PORT', metrics: 'MESSAGES_METRICS_PORT' },
  users: { requests: 'USERS_PORT', metrics: 'USERS_METRICS_PORT' },
  'stream-relay': { requests: 'STREAM_RELAY_PORT', metrics: 'STREAM_RELAY_METRICS_PORT' },
  'group-projector': { requests: 'GROUP_PROJECTOR_PORT', metrics: 'GROUP_PROJECTOR_METRICS_PORT' },
} as const satisfies Record<string, Record<'requests' | 'metrics', PortVariable>>;

export type AppName = keyof typeof PORTS_OF;
export const APPS = Object.keys(PORTS_OF) as AppName[];
export const APP_PORTS: PortVariable[] = Object.values(PORTS_OF).flatMap(({ requests, metrics }) => [
  requests,
  metrics,
]);

export interface AppSettings {
  ports: Ports;
  environment: NodeJS.ProcessEnv;
  /** Gets the folders `logs` and `pids`. */
  folder: string;
  say: (line: string) => void;
}

/** Node would let the young generation grow to a hundred megabytes under load, and be hardly faster for it. */
const MEMORY_LIMITS = ['--max-old-space-size=256', '--max-semi-space-size=4'];

/** One app from `dist`, bounded in memory. */
export function createApp(name: AppName, { ports, environment, folder, say }: AppSettings): SupervisedProcess {
  const address = appAddress(ports, name);
  return new SupervisedProcess(
    {
      name,
      address,
      ports: [ports[PORTS_OF[name].requests], ports[PORTS_OF[name].metrics]],
      stateFolder: folder,
      command: process.execPath,
      args: [...MEMORY_LIMITS, join(PROJECT_ROOT, 'dist/apps', name, 'src/main.js')],
      environment: variablesOf(name, environment),
      probe: () => probeApp(address, metricsAddress(ports, name)),
    },
    say,
  );
}

export const appAddress = (ports: Ports, name: AppName): string => `http://127.0.0.1:${ports[PORTS_OF[name].requests]}`;

export const metricsAddress = (ports: Ports, name: AppName): string =>
  `http://127.0.0.1:${ports[PORTS_OF[name].metrics]}/metrics`;

/** All five at once; as a stage of its own, the gateway is the first to stop. Returns them by name. */
export async function startApps(stack: Stack, settings: AppSettings): Promise<Record<AppName, SupervisedProcess>> {
  const apps = Object.fromEntries(APPS.map((name) => [name, createApp(name, settings)])) as Record<
    AppName,
    SupervisedProcess
  >;
  const { gateway, ...others } = apps;
  await Promise.all([stack.start(Object.values(others)), stack.start([gateway])]);
  return apps;
}
