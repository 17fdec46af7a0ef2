import { join } from 'node:path';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { EXIT } from '@local-stack/terminal/exit-code';
import { note } from '@local-stack/terminal/terminal';
import { checkArguments } from './command/check-arguments';
import { describeError } from './describe-error';
import { answer, remarks } from './output/output';
import { program } from './program';
import { readDotenv } from './read-dotenv';

function fail(error: unknown): void {
  const { text, exitCode } = describeError(error);
  if (text) note(text);
  process.exitCode = exitCode;
}

async function run(): Promise<void> {
  checkArguments(process.argv.slice(2));
  readDotenv(join(PROJECT_ROOT, '.env'));
  await program().parseAsync();
}

/** A command that could not say what it has done has failed, unless nobody wanted to read it. */
async function end(): Promise<void> {
  const complaint = (await answer.complaint()) ?? (await remarks.complaint());
  // A failure that has been told is the first one, of which this is but a consequence.
  if (complaint !== undefined && !process.exitCode) {
    note(`cruddur: ${complaint}`);
    process.exitCode = EXIT.failed;
  }
  // An end of its own accord could take long: a start that failed half-way leaves retries behind.
  process.exit();
}

void run().catch(fail).then(end);
