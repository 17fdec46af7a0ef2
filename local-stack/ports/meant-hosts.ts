import { CliError } from '../terminal/cli-error';
import { EXIT } from '../terminal/exit-code';
import { type AddressVariable, hostsIn } from './hosts';
import { isElsewhere } from './this-machine';

/**
 * Keeps demo users, whose password everybody knows, and all else that a local stack is made of from a place that only a
 * variable names: another machine has to be `meant`, as those of containers are.
 *
 * @throws CliError before anything is connected to.
 */
export function requireMeantHosts(addresses: Partial<Record<AddressVariable, unknown>>, meant: string[]): void {
  for (const variable of Object.keys(hostsIn) as AddressVariable[]) {
    const address = addresses[variable];
    if (typeof address === 'string') requireMeant(variable, hostsIn[variable](address), meant);
  }
}

/** @throws CliError naming those of `hosts` that are elsewhere and not `meant`, and by what they are named. */
export function requireMeant(source: string, hosts: string[], meant: string[]): void {
  const others = hosts.filter((host) => isElsewhere(host) && !meant.includes(host));
  if (others.length === 0) return;
  const message = `${source} leads to ${others.join(', ')}, not to this machine: --hosts ${others.join()} says that it is meant`;
  throw new CliError(message, { exitCode: EXIT.wrongUse });
}
