import type { SetUpSettings } from '../set-up/set-up';
import type { PoolVariables } from '../set-up/sign-in';

/** By what a command finds the services of a stack, and the names of what is theirs there. */
export type StackVariables = Omit<SetUpSettings, 'poolName'> & PoolVariables;
