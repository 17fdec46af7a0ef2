import { type AddressVariable } from '@local-stack/ports/hosts';
import { hostsElsewhere } from '@local-stack/ports/this-machine';

/** Something that a command is about to change. */
export interface Place {
  isOnThisMachine: boolean;
  /** What a person has to type to let production be changed. */
  name: string;
  description: string;
}

/** Whether a variable names a place, and every part of its address is here. What no variable names is on AWS. */
export const isHere = (variable: AddressVariable, address: string | undefined): boolean =>
  !!address && hostsElsewhere(variable, address).length === 0;
