import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CliError } from '../../cli-error';
import { PROJECT_ROOT, STATE_FOLDER } from '../../project';
import { runCommand } from '../run-command';

type Say = (line: string) => void;

const POM = join(PROJECT_ROOT, 'apps/cli/backing-services.pom.xml');
const OLDEST_JAVA = 17;
const INSTALL =
  'Install Java 17 and Maven (Debian: apt install openjdk-17-jre-headless maven; macOS: brew install openjdk@17 maven), or Docker';
const REPORT_EVERY = 20;

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
  say('getting Kafka and DynamoDB Local by Maven (90 MB, once)');
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await copyJars(unfinished, say);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function copyJars(folder: string, say: Say): Promise<void> {
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${folder}`];
  const maven = spawn('mvn', ['-B', '-Dstyle.color=never', '-f', POM, ...goal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(maven, 'exit');
  let downloads = 0;
  let complaint = 'Maven failed';
  for await (const line of createInterface(maven.stdout)) {
    if (line.includes('Downloaded from') && ++downloads % REPORT_EVERY === 0) say(`… ${downloads} files`);
    if (complaint === 'Maven failed' && line.startsWith('[ERROR]'))
      complaint = line.replace('[ERROR] ', '').replace(/ -> \[Help.*/, '');
  }
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new CliError(`Kafka and DynamoDB Local cannot be downloaded: ${complaint}`);
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
