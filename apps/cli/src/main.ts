import 'reflect-metadata';
import { join } from 'node:path';
import { CommandFactory } from 'nest-commander';
import { PROJECT_ROOT } from '@local-stack/settings/project';
import { EXIT } from '@local-stack/terminal/exit-code';
import { note } from '@local-stack/terminal/terminal';
import { CliModule } from './cli.module';
import { checkArguments } from './command/check-arguments';
import { describeError } from './describe-error';
import { HELP } from './output/help';
import { answer, remarks } from './output/output';
import { readDotenv } from './read-dotenv';

function fail(error: unknown): void {
  const { text, exitCode } = describeError(error);
  if (text) note(text);
  process.exitCode = exitCode;
}

async function run(): Promise<void> {
  // The shell asks what may stand here, and hands over options that are half typed.
  if (process.argv[2] === 'completion') process.argv = process.argv.filter((word) => !word.startsWith('-'));
  checkArguments(process.argv.slice(2));
  readDotenv(join(PROJECT_ROOT, '.env'));
  await CommandFactory.run(CliModule, {
    cliName: 'cruddur',
    version: '0.1.0',
    serviceErrorHandler: fail,
    errorHandler: (error) => {
      throw error;
    },
    outputConfiguration: { outputError: (text, write) => write(text.replace(/^error:/, 'cruddur:')) },
    helpConfiguration: HELP,
    completion: { cmd: 'cruddur', nativeShell: { executablePath: join(PROJECT_ROOT, 'node_modules/.bin/cruddur') } },
  });
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
