import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';

/** Lower-case words, as in `add-user-avatar`. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Writes a migration to be filled in, and adds it to those that are run; returns the file's path. */
export async function writeMigration(name: string, folder: string, now = Date.now()): Promise<string> {
  if (!NAME.test(name)) {
    throw new CliError(`a migration is named as in add-user-avatar, not ${name}`, { exitCode: EXIT.wrongUse });
  }
  const file = join(folder, `${now}-${name}.ts`);
  await writeFile(file, migrationSource(`${classNameOf(name)}${now}`), { flag: 'wx' });
  await appendFile(join(folder, 'index.ts'), `export * from './${now}-${name}';\n`);
  return file;
}

const classNameOf = (name: string): string =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const migrationSource = (className: string): string => `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('');
  }
}
`;
