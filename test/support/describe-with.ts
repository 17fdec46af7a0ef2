import { spawnSync } from 'node:child_process';

/** How each is asked whether it is there. */
const PROBES = {
  python3: '--version',
  java: '-version',
  javac: '-version',
  mvn: '-version',
  openssl: 'version',
  setpriv: '--version',
};

type Command = keyof typeof PROBES;

/** `describe` on a machine that has these commands; on any other, what it describes is skipped, and that is said. */
export function describeWith(commands: Command[], name: string, tests: () => void): void {
  const missing = commands.filter((command) => spawnSync(command, [PROBES[command]]).status !== 0);
  if (missing.length === 0) return describe(name, tests);
  // Jest shows no console of a file whose tests are all skipped.
  process.stderr.write(`SKIPPED: ${name}: this machine has no ${missing.join(', ')}\n`);
  describe.skip(name, tests);
}
