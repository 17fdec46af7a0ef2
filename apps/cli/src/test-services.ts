import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadCliConfig } from './cli.config';
import { Progress } from './progress';
import { STATE_FOLDER } from './project';
import { Compose, dockerAnswers } from './stack/docker/compose';
import { endLeftovers } from './stack/leftovers';
import { isRunning } from './stack/pid-file';
import { planBackingServices } from './stack/plan-backing-services';
import { freeStackPorts, portEnvironment } from './stack/ports';
import { reasonOf } from './stack/reason-of';
import { Stack } from './stack/stack';

const FOLDER = join(STATE_FOLDER, 'test-services');
const progress = new Progress();
const say = (line: string): void => progress.say(line);

/**
 * A process that is the backing services of one test run: on free ports, with data that go when it goes. Its parent
 * gets their endpoints as a message, and the parent's end, even a violent one, ends it too.
 */
async function run(): Promise<void> {
  const parentGone = Promise.race([once(process, 'disconnect'), once(process, 'SIGTERM')]);
  const config = loadCliConfig();
  const folder = join(FOLDER, String(process.pid));
  const ports = await freeStackPorts();
  const project = { COMPOSE_PROJECT_NAME: `cruddur-test-${process.pid}`, DYNAMODB_STORAGE: '-inMemory' };
  const compose = new Compose({ ...config.inherited, ...portEnvironment(ports), ...project });
  const stack = new Stack(say);
  try {
    await forgetDeadRuns();
    const plan = await planBackingServices({ config, ports, folder, compose, inMemory: true, say });
    await Promise.race([stack.start(plan.parts), parentGone]);
    process.send?.(plan.endpoints);
    await parentGone;
  } catch (error) {
    say(reasonOf(error));
    process.exitCode = 1;
  }
  await stack.stop();
  if (await dockerAnswers(compose.environment)) await compose.forget();
  await rm(folder, { recursive: true, force: true });
  process.exit();
}

/** What is left of a run that was killed itself. */
async function forgetDeadRuns(): Promise<void> {
  const dead = (await readdir(FOLDER).catch(() => [])).filter((pid) => !isRunning(Number(pid)));
  for (const pid of dead) {
    await endLeftovers(join(FOLDER, pid), say);
    await rm(join(FOLDER, pid), { recursive: true, force: true });
  }
}

void run();
