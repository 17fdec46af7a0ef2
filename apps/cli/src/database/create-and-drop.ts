import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { DatabaseServer } from '../../../users/src/admin/database-server';
import { printJson } from '../output/json';
import type { ChangeOptions } from '../where/options';
import { changeDatabase } from './change-database';

export async function createDatabase(options: ChangeOptions): Promise<void> {
  await changeDatabase(options, async (url, name) => {
    const created = await new DatabaseServer(url).create();
    if (options.json) return printJson({ database: name, created });
    console.log(created ? `the database ${name} is created` : `the database ${name} is there already`);
  });
}

export async function dropDatabase({ force = false, ...options }: ChangeOptions & { force?: boolean }): Promise<void> {
  await changeDatabase(options, async (url, name) => {
    const server = new DatabaseServer(url);
    const sessions = force ? [] : await server.sessions();
    if (sessions.length > 0) {
      throw new CliError(
        `${sessions.length} sessions use the database ${name}: --force ends them, db sessions shows them`,
      );
    }
    const dropped = await server.drop({ force });
    if (!dropped) throw new CliError(`there is no database ${name}`, { exitCode: EXIT.notFound });
    if (options.json) return printJson({ database: name, dropped });
    console.log(`the database ${name} is dropped`);
  });
}
