import type { SetUpSettings } from '../provisioning/set-up';
import type { PoolVariables } from '../provisioning/sign-in';

/** By what a command finds the services of a stack, and the names of what is theirs there. */
export type StackVariables = Omit<SetUpSettings, 'poolName'> & PoolVariables;
