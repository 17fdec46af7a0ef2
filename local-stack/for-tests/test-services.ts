import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Compose, dockerAnswers } from '../backing/docker/compose';
import { planBackingServices } from '../backing/plan-backing-services';
import { freeStackPorts, portEnvironment } from '../ports/ports';
import { STATE_FOLDER } from '../settings/project';
import { makePrivate } from '../settings/private-folder';
import { loadStackConfig } from '../settings/stack.config';
import { endLeftovers } from '../supervision/leftovers';
import { isRunning } from '../supervision/pid-file';
import { Stack } from '../supervision/stack';
import { Progress } from '../terminal/progress';
import { reasonOf } from '../terminal/reason-of';

const FOLDER = join(STATE_FOLDER, 'test-services');
const progress = new Progress();
const say = (line: string): void => progress.say(line);

/**
 * A process that is the backing services of one test run: on free ports, with data that go when it goes. Its parent
 * gets their endpoints as a message, and the parent's end, even a violent one, ends it too.
 */
async function run(): Promise<void> {
  const parentGone = Promise.race([once(process, 'disconnect'), once(process, 'SIGTERM')]);
  const config = loadStackConfig();
  const folder = join(FOLDER, String(process.pid));
  const ports = await freeStackPorts();
  const project = { COMPOSE_PROJECT_NAME: `cruddur-test-${process.pid}`, DYNAMODB_STORAGE: '-inMemory' };
  const compose = new Compose({ ...config.inherited, ...portEnvironment(ports), ...project });
  const stack = new Stack(say);
  try {
    await makePrivate(STATE_FOLDER);
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
