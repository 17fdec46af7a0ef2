import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDocumentClient } from '@app/common/dynamodb';
import { CliError } from '@local-stack/terminal/cli-error';
import { EXIT } from '@local-stack/terminal/exit-code';
import { Progress } from '@local-stack/terminal/progress';
import { PersonExport } from '../../../messages/src/admin/person';
import { type AccountDetails, createErasuresStore } from '../../../users/src/admin/accounts';
import { poolAttributes } from '../../../users/src/admin/pool-user';
import { withDatabase } from '../../../users/src/admin/with-database';
import { jsonChunks } from '../output/json-chunks';
import { withSnakeCase } from '../output/json';
import { withDynamoDb } from '../services/dynamodb';
import { untilDone } from '../services/interruption';
import { withPostgres } from '../services/postgres';
import { withUserPool } from '../services/user-pool';
import type { TargetOptions } from '../where/options';
import { findTarget, type Target } from '../where/target';
import { withAccountOf } from './with-account';

export interface ExportOptions extends TargetOptions {
  output?: string;
}

/** What the form is called; another one has another name. */
const FORMAT = 'cruddur-person-1';

export async function exportUser(handle: string, { output, ...options }: ExportOptions): Promise<void> {
  const target = await findTarget(options);
  const account = await withAccountOf(target, handle);
  const pool = account.cognitoUserId === null ? null : await poolUser(target, account.cognitoUserId);
  const outbox = await unpublished(target, account.uuid);
  await untilDone((signal) =>
    withDynamoDb(target, createDocumentClient, async (documents) => {
      const table = new PersonExport(documents, target.TABLE_NAME, account.uuid);
      const everything = {
        format: FORMAT,
        exported_at: new Date().toISOString(),
        profile: profileOf(account),
        former_handles: withSnakeCase(account.formerHandles),
        user_pool: pool,
        unpublished_events: outbox.map(({ type, data, occurredAt }) => ({ type, data, occurred_at: occurredAt })),
        ...(await table.besidePerson()),
        conversations: counted(table.conversations()),
        reports: table.reports(),
      };
      await write(everything, output, signal);
    }),
  );
}

function profileOf({ formerHandles: _, ...profile }: AccountDetails): unknown {
  return withSnakeCase(profile);
}

const poolUser = (target: Target, sub: string) =>
  withUserPool(target, async ({ client, userPoolId }) => (await poolAttributes(client, userPoolId, sub)) ?? null);

const unpublished = (target: Target, userUuid: string) =>
  withPostgres(target, (url) => withDatabase(url, (database) => createErasuresStore(database).unpublished(userUuid)));

async function* counted<Conversation>(conversations: AsyncIterable<Conversation>): AsyncGenerator<Conversation> {
  const progress = new Progress();
  let count = 0;
  for await (const conversation of conversations) {
    yield conversation;
    count += 1;
    progress.count(`${count} conversations are written`);
  }
}

/** A file that could not be written to its end is not left behind. */
async function write(everything: object, output: string | undefined, signal: AbortSignal): Promise<void> {
  const chunks = Readable.from(lineOf(everything), { objectMode: false });
  try {
    if (output === undefined) await pipeline(chunks, process.stdout, { end: false, signal });
    else await pipeline(chunks, createWriteStream(output, { flags: 'wx', mode: 0o600 }), { signal });
  } catch (error) {
    if (isThere(error)) throw new CliError(`${output} is there already`, { exitCode: EXIT.wrongUse, cause: error });
    if (output !== undefined) await rm(output, { force: true });
    throw signal.aborted ? signal.reason : error;
  }
}

async function* lineOf(everything: object): AsyncGenerator<string> {
  yield* jsonChunks(everything);
  yield '\n';
}

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';
