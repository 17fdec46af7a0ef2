import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

const execute = promisify(execFile);
/** As the manifests of examples name it. */
const TARBALL = 'cruddur-client-0.1.0.tgz';

/** A project elsewhere that has installed the packed client, as others get it. */
export class ProjectWithClient {
  private constructor(readonly folder: string) {}

  /** Empty, or one of the examples. */
  static async make(example?: string): Promise<ProjectWithClient> {
    const project = new ProjectWithClient(await mkdtemp(join(tmpdir(), 'cruddur-client-')));
    if (example === undefined) await project.write('package.json', '{ "private": true }');
    else await cp(join(PROJECT_ROOT, 'examples', example), project.folder, { recursive: true });
    await execute('npm', ['pack', '--pack-destination', project.folder], { cwd: join(PROJECT_ROOT, 'libs/client') });
    await project.npm('install', '--offline', '--no-audit', '--no-fund', join(project.folder, TARBALL));
    return project;
  }

  get packageFolder(): string {
    return join(this.folder, 'node_modules/@cruddur/client');
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.folder, file), text);
  }

  npm(...args: string[]): Promise<{ stdout: string }> {
    return execute('npm', args, { cwd: this.folder });
  }

  node(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<{ stdout: string }> {
    return execute(process.execPath, args, { cwd: this.folder, env: { ...process.env, ...environment } });
  }

  forget(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}
