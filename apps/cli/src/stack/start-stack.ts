import type { Way } from '@local-stack/backing/choose-services';
import { requireMeantHosts } from '@local-stack/ports/meant-hosts';
import { StackRun } from '@local-stack/run-stack';
import { loadStackConfig } from '@local-stack/settings/stack.config';
import '../services/quiet-nest';
import type { HostsOption } from '../where/options';

export interface StartOptions extends HostsOption {
  services?: Way;
  watch?: boolean;
}

/** `cruddur start`. */
export async function startStack(options: StartOptions): Promise<void> {
  const config = loadStackConfig();
  requireMeantHosts(config, options.hosts ?? []);
  await new StackRun(config, options).run();
}
