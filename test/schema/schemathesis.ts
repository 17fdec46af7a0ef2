import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT, STATE_FOLDER } from '../../local-stack/settings/project';

const run = promisify(execFile);
const FOLDER = join(PROJECT_ROOT, 'test/schema');
const MEGABYTES = 1_048_576;

export interface Findings {
  hasPassed: boolean;
  /** What it says. */
  text: string;
}

/** Schemathesis, installed where nothing else is. */
export class Schemathesis {
  private constructor(private readonly program: string) {}

  static async install(): Promise<Schemathesis> {
    const requirements = join(FOLDER, 'requirements.txt');
    const version = createHash('sha256')
      .update(await readFile(requirements))
      .digest('hex')
      .slice(0, 12);
    const folder = join(STATE_FOLDER, `schemathesis-${version}`);
    if (!existsSync(folder)) {
      const unfinished = `${folder}-${process.pid}`;
      await run('python3', ['-m', 'venv', unfinished]);
      await run(join(unfinished, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
      await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
    }
    return new Schemathesis(folder);
  }

  /** Makes requests of a document, an address or a file. */
  async run(document: string, token: string, options: string[]): Promise<Findings> {
    const config = join(FOLDER, 'schemathesis.toml');
    const header = `Authorization: Bearer ${token}`;
    const given = ['-m', 'schemathesis.cli', '--config-file', config, 'run', document, '--header', header, ...options];
    try {
      const { stdout } = await run(join(this.program, 'bin/python'), [...given, '--no-color'], {
        cwd: STATE_FOLDER,
        maxBuffer: 64 * MEGABYTES,
      });
      return { hasPassed: true, text: stdout };
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      return { hasPassed: false, text: `${stdout}${stderr}` };
    }
  }
}
