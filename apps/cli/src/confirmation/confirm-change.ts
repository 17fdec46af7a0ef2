import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import type { ConfirmedOptions } from '../where/options';
import type { Place } from '../where/place';
import { type PlaceName, PLACES } from './places';
import type { Target } from '../where/target';

interface GuardedOptions extends ConfirmedOptions {
  /** Changes nothing, so there is nothing to ask. */
  dryRun?: boolean;
}

/**
 * Lets a command go on if all that it changes is on this machine, or is production that was named and confirmed by the
 * first one's name. Behind `--prod` everything is production: a local address may be a tunnel.
 *
 * @throws CliError before anything is connected to.
 */
export async function confirmChange(target: Target, options: GuardedOptions, ...names: PlaceName[]): Promise<void> {
  const { prod, yes, dryRun } = options;
  if (dryRun) return;
  const places = await Promise.all(names.map((name) => PLACES[name](target)));
  const elsewhere = places.filter(({ isOnThisMachine }) => !isOnThisMachine);
  if (!prod && elsewhere.length > 0) {
    const [are, they] = elsewhere.length === 1 ? ['is', 'it is'] : ['are', 'they are'];
    const message = `${list(elsewhere)} ${are} not on this machine: --prod says that ${they} meant`;
    throw new CliError(message, { exitCode: EXIT.wrongUse });
  }
  if (!prod || yes) return;
  const { name } = places[0]!;
  const typed = await ask(`This changes production: ${list(places)}.\nType ${name} to go on: `);
  if (typed !== name) throw new CliError('not confirmed, so nothing was changed', { exitCode: EXIT.wrongUse });
}

const list = (places: Place[]): string => places.map(({ description }) => description).join(' and ');

/** The next line of input; undefined at its end. */
async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline');
  process.stderr.write(question);
  for await (const line of createInterface({ input: process.stdin })) return line.trim();
  return undefined;
}
