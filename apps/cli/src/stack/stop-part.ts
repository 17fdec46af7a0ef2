import { RunningStack } from '@local-stack/control/running-stack';
import { loadStackConfig } from '@local-stack/settings/stack.config';

/** `cruddur stack stop`, of a part or of the whole stack. */
export async function stopPart(name: string | undefined): Promise<void> {
  const stack = new RunningStack(loadStackConfig().CRUDDUR_FOLDER);
  await (name === undefined ? stack.stop() : stack.stopPart(name));
  console.log(`${name ?? 'the stack'} is stopped`);
}
