import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT, STATE_FOLDER } from '../../settings/project';
import { runCommand } from '../../system/run-command';
import { CliError } from '../../terminal/cli-error';
import { MovingLine } from '../../terminal/moving-line';
import { reasonOf } from '../../terminal/reason-of';
import { runMaven } from './maven';

type Say = (line: string) => void;

const POM = join(PROJECT_ROOT, 'local-stack/backing/local/backing-services.pom.xml');
const OLDEST_JAVA = 17;
const INSTALL =
  'Install Java 17 and Maven (Debian: apt install openjdk-17-jre-headless maven; macOS: brew install openjdk@17 maven), or Docker';
/** Of all that the POM names, and of what Maven needs for it. */
const DOWNLOAD_MB = 76;

/** The folder of Kafka's and DynamoDB Local's jars, downloaded by Maven the first time this POM is met. */
export async function provideJars(say: Say): Promise<string> {
  await requireJava();
  const folder = join(
    STATE_FOLDER,
    'jars',
    createHash('sha256')
      .update(await readFile(POM))
      .digest('hex')
      .slice(0, 12),
  );
  if (!existsSync(folder)) await download(folder, say);
  return folder;
}

/** Into a folder beside it first: a download that was cut off never counts as done. */
async function download(folder: string, say: Say): Promise<void> {
  await runCommand('mvn', ['--version']).catch(() => {
    throw new CliError(`Maven (mvn) is not installed. ${INSTALL}.`);
  });
  say('getting Kafka and DynamoDB Local by Maven, once');
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await copyJars(unfinished);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  say('Kafka and DynamoDB Local are there');
}

async function copyJars(folder: string): Promise<void> {
  const line = new MovingLine();
  let bytes = 0;
  const downloaded = (more: number): void => {
    bytes += more;
    line.show(`          ${Math.min(Math.round(bytes / 1e6), DOWNLOAD_MB)} of ${DOWNLOAD_MB} MB`);
  };
  try {
    await runMaven(['-f', POM, 'antrun:run', `-Dfolder=${folder}`], downloaded);
  } catch (error) {
    throw new CliError(`Kafka and DynamoDB Local cannot be downloaded: ${reasonOf(error)}`, { cause: error });
  } finally {
    line.end();
  }
}

async function requireJava(): Promise<void> {
  const version = await javaVersion();
  if (version === undefined) throw new CliError(`Java is not installed. ${INSTALL}.`);
  if (version < OLDEST_JAVA) throw new CliError(`Java ${version} is too old. ${INSTALL}.`);
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const { stdout, stderr } = await runCommand('java', ['-version']);
    return Number(/version "(\d+)/.exec(stderr + stdout)?.[1]);
  } catch {
    return undefined;
  }
}
