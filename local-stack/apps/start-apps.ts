import { join } from 'node:path';
import { probeApp } from '../backing/probes';
import type { Ports } from '../ports/ports';
import { PROJECT_ROOT } from '../settings/project';
import type { Stack } from '../supervision/stack';
import { SupervisedProcess } from '../supervision/supervised-process';
import { appAddress, type AppName, APPS, metricsAddress, PORTS_OF } from './app-ports';
import { variablesOf } from './app-variables';

export interface AppSettings {
  ports: Ports;
  environment: NodeJS.ProcessEnv;
  /** Gets the folders `logs` and `pids`. */
  folder: string;
  /** Where they are built; absent: in `dist`. */
  programs?: string;
  say: (line: string) => void;
}

/** Node would let the young generation grow to a hundred megabytes under load, and be hardly faster for it. */
const MEMORY_LIMITS = ['--max-old-space-size=256', '--max-semi-space-size=4'];

/** One app, bounded in memory. */
export function createApp(name: AppName, settings: AppSettings): SupervisedProcess {
  const { ports, environment, folder, programs = join(PROJECT_ROOT, 'dist'), say } = settings;
  const address = appAddress(ports, name);
  return new SupervisedProcess(
    {
      name,
      address,
      ports: [ports[PORTS_OF[name].requests], ports[PORTS_OF[name].metrics]],
      stateFolder: folder,
      inspectorPort: ports[PORTS_OF[name].inspector],
      command: process.execPath,
      args: ['--enable-source-maps', ...MEMORY_LIMITS, join(programs, 'apps', name, 'src/main.js')],
      environment: variablesOf(name, environment),
      probe: () => probeApp(address, metricsAddress(ports, name)),
    },
    say,
  );
}

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
