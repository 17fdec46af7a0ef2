import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

const PROCESS = join(PROJECT_ROOT, 'dist/local-stack/for-tests/test-services.js');
const VARIABLES = ['DYNAMODB_ENDPOINT', 'KAFKA_BROKERS', 'DATABASE_URL', 'COGNITO_ENDPOINT'];

let services: ChildProcess | undefined;

/**
 * Starts the backing services of this test run, which all of its projects share, unless the environment names them.
 * Their endpoints become this process's environment, which the workers inherit. Returns whether it started any.
 */
export async function startBackingServices(): Promise<boolean> {
  if (VARIABLES.every((name) => process.env[name])) return false;
  if (!existsSync(PROCESS)) throw new Error('the apps are not built: npm run build');
  services = fork(PROCESS, { detached: true });
  const [endpoints] = (await Promise.race([once(services, 'message'), failure(services)])) as [Record<string, string>];
  Object.assign(process.env, endpoints);
  return true;
}

/** Ends them, and their data with them. */
export async function stopBackingServices(): Promise<void> {
  const running = services;
  services = undefined;
  if (!running) return;
  running.disconnect();
  await once(running, 'exit');
}

async function failure(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('the backing services do not start; the lines above say why');
}
