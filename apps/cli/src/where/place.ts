import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import type { ConfirmedOptions } from './options';

/** Something that a command is about to change. */
export interface Place {
  isOnThisMachine: boolean;
  /** What a person has to type to let production be changed. */
  name: string;
  description: string;
}

/** Of two places that change together; the first one's name stands for both. */
export const joinPlaces = (one: Place, other: Place): Place => ({
  isOnThisMachine: one.isOnThisMachine && other.isOnThisMachine,
  name: one.name,
  description: `${one.description} and ${other.description}`,
});

/**
 * Lets a command go on if what it changes is on this machine, or is production that was named and confirmed. Behind
 * `--prod` everything is production: a local address may be a tunnel.
 *
 * @throws CliError before anything is changed.
 */
export async function confirmChange({ prod, yes }: ConfirmedOptions, place: Place): Promise<void> {
  if (!prod && !place.isOnThisMachine) {
    const message = `${place.description} is not on this machine: --prod says that it is meant`;
    throw new CliError(message, { exitCode: EXIT.wrongUse });
  }
  if (!prod || yes) return;
  const typed = await ask(`This changes production: ${place.description}.\nType ${place.name} to go on: `);
  if (typed !== place.name) throw new CliError('not confirmed, so nothing was changed', { exitCode: EXIT.wrongUse });
}

/** The next line of input; undefined at its end. */
async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline');
  process.stderr.write(question);
  for await (const line of createInterface({ input: process.stdin })) return line.trim();
  return undefined;
}
