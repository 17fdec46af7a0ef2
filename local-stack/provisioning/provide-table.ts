import {
  ContinuousBackupsUnavailableException,
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  type TableDescription,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, type DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { createDynamoDbClient, createStreamsClient } from '@app/common/dynamodb';
import { type DynamoDbConfig } from '@app/common/dynamodb/lean';
import { growingPauses, pause } from '@app/common/patience';
import type { TableDefinition } from '@app/common/table';
import { CliError } from '../terminal/cli-error';
import { FORMER_INDEX, formerIndexOf } from './former-index';
import {
  compare,
  DELETION_PROTECTION,
  type Difference,
  differencesOf,
  EXPIRY,
  NONE,
  POINT_IN_TIME_RECOVERY,
} from './table-differences';

export interface ProvidedTable {
  table: string;
  created: boolean;
  /** Of a table that was there already, and is left as it is. */
  differences: Difference[];
  /** What it lacked and has been given. */
  mended?: string[];
  /** The index of an older version, which the table still has. */
  formerIndex?: string;
}

const LONGEST_CREATION_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

export class TableClients {
  readonly tables: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;

  constructor(config: DynamoDbConfig) {
    this.tables = createDynamoDbClient(config);
    this.streams = createStreamsClient(config);
  }

  destroy(): void {
    this.tables.destroy();
    this.streams.destroy();
  }
}

/**
 * Creates the table if it is missing, and returns when it, its indexes and its stream can be used. A `guarded` one, which
 * only AWS has, can be restored to any second of the last 35 days, and has to be unlocked before it can be deleted.
 */
export async function provideTable(
  clients: TableClients,
  definition: TableDefinition,
  guarded = false,
): Promise<ProvidedTable> {
  const TableName = definition.TableName!;
  const created = await createIfMissing(clients.tables, { ...definition, DeletionProtectionEnabled: guarded });
  const table = await activeTable(clients, TableName);
  if (created && guarded) await keepBackups(clients.tables, TableName);
  if (created) await letExpire(clients.tables, definition);
  const guards = guarded ? await missingGuards(clients.tables, table) : [];
  return {
    table: TableName,
    created,
    differences: [...differencesOf(definition, table), ...guards, ...(await missingExpiry(clients.tables, definition))],
    ...(formerIndexOf(table) && { formerIndex: FORMER_INDEX }),
  };
}

async function createIfMissing(tables: DynamoDBClient, definition: TableDefinition): Promise<boolean> {
  const { expiresBy: _, ...input } = definition;
  try {
    await tables.send(new CreateTableCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
}

const activeTable = ({ tables, streams }: TableClients, TableName: string): Promise<TableDescription> =>
  untilThere(`table ${TableName}`, async () => {
    const { Table: table = {} } = await tables.send(new DescribeTableCommand({ TableName }));
    return isUsable(table) && (await hasReadableStream(streams, table)) ? table : undefined;
  });

/** A table whose index is being deleted counts as being updated, and is used as ever. */
function isUsable({ TableStatus, GlobalSecondaryIndexes: indexes = [] }: TableDescription): boolean {
  const staying = indexes.filter(({ IndexStatus }) => IndexStatus !== 'DELETING');
  const status = staying.length < indexes.length && TableStatus === 'UPDATING' ? 'ACTIVE' : TableStatus;
  return [status, ...staying.map(({ IndexStatus }) => IndexStatus)].every((each) => each === 'ACTIVE');
}

async function hasReadableStream(
  streams: DynamoDBStreamsClient,
  { StreamSpecification, LatestStreamArn }: TableDescription,
): Promise<boolean> {
  if (!StreamSpecification?.StreamEnabled) return true;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn: LatestStreamArn }));
  return StreamDescription?.StreamStatus === 'ENABLED';
}

/** A table takes no such setting in the first seconds of its life. */
export const keepBackups = (tables: DynamoDBClient, TableName: string): Promise<unknown> =>
  untilThere(`the backups of table ${TableName}`, async () => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    try {
      return await tables.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
    } catch (error) {
      if (error instanceof ContinuousBackupsUnavailableException) return undefined;
      throw error;
    }
  });

/** From now on DynamoDB deletes items by themselves, where the definition says so. */
export async function letExpire(tables: DynamoDBClient, { TableName, expiresBy }: TableDefinition): Promise<void> {
  if (expiresBy === undefined) return;
  const TimeToLiveSpecification = { Enabled: true, AttributeName: expiresBy };
  await tables.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
}

async function missingExpiry(tables: DynamoDBClient, { TableName, expiresBy }: TableDefinition): Promise<Difference[]> {
  if (expiresBy === undefined) return [];
  const { TimeToLiveDescription: expiry } = await tables.send(new DescribeTimeToLiveCommand({ TableName }));
  return compare({ [EXPIRY]: expiresBy }, { [EXPIRY]: expiry?.AttributeName ?? NONE });
}

async function missingGuards(
  tables: DynamoDBClient,
  { TableName, DeletionProtectionEnabled }: TableDescription,
): Promise<Difference[]> {
  const { ContinuousBackupsDescription } = await tables.send(new DescribeContinuousBackupsCommand({ TableName }));
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
  return compare(
    { [DELETION_PROTECTION]: 'ENABLED', [POINT_IN_TIME_RECOVERY]: 'ENABLED' },
    {
      [DELETION_PROTECTION]: DeletionProtectionEnabled ? 'ENABLED' : 'DISABLED',
      [POINT_IN_TIME_RECOVERY]: recovery ?? 'DISABLED',
    },
  );
}

async function untilThere<Thing>(what: string, look: () => Promise<Thing | undefined>): Promise<Thing> {
  const deadline = Date.now() + LONGEST_CREATION_MS;
  for (const pauseMs of growingPauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS)) {
    if (Date.now() >= deadline) break;
    const thing = await look();
    if (thing !== undefined) return thing;
    await pause(pauseMs);
  }
  throw new CliError(`${what}: not ready after ${LONGEST_CREATION_MS / 60_000} minutes`);
}
