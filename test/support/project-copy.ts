import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../local-stack/settings/project';

const COPIED = [
  ...['apps', 'libs', 'local-stack', 'bench', 'test', 'dist'],
  ...['nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json'],
];

/** The sources and the build of this project where a test may change them. */
export class ProjectCopy {
  private constructor(readonly root: string) {}

  static async make(): Promise<ProjectCopy> {
    const root = await mkdtemp('/tmp/cruddur-project-');
    await Promise.all(
      COPIED.map((name) =>
        cp(join(PROJECT_ROOT, name), join(root, name), { recursive: true, preserveTimestamps: true }),
      ),
    );
    await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'));
    return new ProjectCopy(root);
  }

  get program(): string {
    return join(this.root, 'apps/cli/bin/cruddur.js');
  }

  /** Saves a file in which the first such text is another. */
  async edit(file: string, text: string, replacement: string): Promise<void> {
    const path = join(this.root, file);
    const before = await readFile(path, 'utf8');
    if (!before.includes(text)) throw new Error(`${file} has no ${text}`);
    await writeFile(path, before.replace(text, replacement));
  }

  forget(): Promise<void> {
    return rm(this.root, { recursive: true });
  }
}
