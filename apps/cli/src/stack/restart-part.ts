import { ControlClient } from '@local-stack/control/control-client';
import { loadStackConfig } from '@local-stack/settings/stack.config';

export interface RestartOptions {
  inspect?: boolean;
}

/** `cruddur stack restart`. */
export async function restartPart(name: string, options: RestartOptions): Promise<void> {
  const { inspectorPort } = await new ControlClient(loadStackConfig().CRUDDUR_FOLDER).restart(name, options);
  const debuggers = inspectorPort ? `; a debugger attaches at 127.0.0.1:${inspectorPort}` : '';
  console.log(`${name} is ready again${debuggers}`);
}
