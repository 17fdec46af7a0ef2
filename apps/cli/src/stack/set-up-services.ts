import { setUpBackingServices } from '@local-stack/provisioning/set-up-backing-services';
import '../services/quiet-nest';
import type { HostsOption } from '../where/options';

export interface SetUpOptions extends HostsOption {
  output?: string;
}

/** `cruddur set-up`. */
export const setUpServices = (options: SetUpOptions): Promise<void> => setUpBackingServices(options);
