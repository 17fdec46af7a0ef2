import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Compose, dockerAnswers } from '@local-stack/backing/docker/compose';
import { ControlClient } from '@local-stack/control/control-client';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import { endLeftovers } from '@local-stack/supervision/leftovers';
import { CliError } from '@local-stack/terminal/cli-error';
import { note } from '@local-stack/terminal/terminal';

/** `cruddur reset`. */
export async function forgetData(): Promise<void> {
  const { CRUDDUR_FOLDER, inherited } = loadStackConfig();
  const pid = await new ControlClient(CRUDDUR_FOLDER).runningPid();
  if (pid) throw new CliError(`the stack is running (pid ${pid}): stop it first, with Ctrl-C where it was started`);
  await endLeftovers(CRUDDUR_FOLDER, note);
  if (await dockerAnswers(inherited)) await forgetContainers(new Compose(inherited));
  for (const part of ['data', 'logs']) await rm(join(CRUDDUR_FOLDER, part), { recursive: true, force: true });
  console.log('the local stack has forgotten its data');
}

async function forgetContainers(compose: Compose): Promise<void> {
  const running = await compose.runningServices();
  if (running.length > 0) {
    throw new CliError(`containers are running (${running.join(', ')}): stop them first, with docker compose stop`);
  }
  await compose.forget();
}
