import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module';
import { describeError } from './describe-error';
import { HELP } from './output/help';
import { PROJECT_ROOT } from './project';

const DOTENV = join(PROJECT_ROOT, '.env');
/** What is in the environment already wins. */
if (existsSync(DOTENV)) process.loadEnvFile(DOTENV);

/** Whoever reads the output may have read enough. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

function fail(error: unknown): void {
  const { text, exitCode } = describeError(error);
  if (text) process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}

/** Resolves when a pipe has taken what was written. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));

async function run(): Promise<void> {
  await CommandFactory.run(CliModule, {
    cliName: 'cruddur',
    version: '0.1.0',
    serviceErrorHandler: fail,
    errorHandler: (error) => {
      throw error;
    },
    outputConfiguration: { outputError: (text, write) => write(text.replace(/^error:/, 'cruddur:')) },
    helpConfiguration: HELP,
  }).catch(fail);
  await Promise.all([written(process.stdout), written(process.stderr)]);
  // An end of its own accord could take long: a start that failed half-way leaves retries behind.
  process.exit();
}

void run();
