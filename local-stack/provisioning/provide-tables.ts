import { type DynamoDbConfig } from '@app/common/dynamodb/lean';
import { rateLimitTableDefinition } from '@app/common/rate-limits';
import { messagesTableDefinition, type TableDefinition } from '@app/common/table';
import { leaseTableDefinition } from '../../apps/stream-relay/src/admin/lease-table';
import { note } from '../terminal/terminal';
import { deleteFormerIndex, howToMigrate } from './former-index';
import { provideTable, TableClients } from './provide-table';
import { hasTablesOnThisMachine } from './tables-on-this-machine';

export interface TableNames {
  TABLE_NAME: string;
  LEASE_TABLE_NAME: string;
  RATE_LIMIT_TABLE_NAME: string;
}

/** The single table, the one of the relay's leases, and the one by which copies count who is near a rate limit. */
export const tableDefinitions = (names: TableNames): TableDefinition[] => [
  messagesTableDefinition(names.TABLE_NAME),
  leaseTableDefinition(names.LEASE_TABLE_NAME),
  rateLimitTableDefinition(names.RATE_LIMIT_TABLE_NAME),
];

/**
 * Creates the tables that are missing, and returns when they can be used. On this machine the services start afterwards,
 * so a table of an older version is led over; elsewhere copies of it may run, and a person decides when.
 */
export async function provideTables(config: DynamoDbConfig & TableNames): Promise<void> {
  const clients = new TableClients(config);
  try {
    const tables = await Promise.all(tableDefinitions(config).map((definition) => provideTable(clients, definition)));
    for (const { table, formerIndex } of tables) {
      if (formerIndex === undefined) continue;
      if (hasTablesOnThisMachine(config)) await deleteFormerIndex(clients.tables, table);
      else note(howToMigrate(table, formerIndex));
    }
  } finally {
    clients.destroy();
  }
}
