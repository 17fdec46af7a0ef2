import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { DynamoDbConfig } from '@app/common/dynamodb';
import { messagesTableDefinition } from '@app/common/table';
import { leaseTableDefinition } from '../../apps/stream-relay/src/leases/lease-table';
import { note } from '../terminal/terminal';
import { deleteFormerIndex, howToMigrate } from './former-index';
import { provideTable, TableClients } from './provide-table';
import { hasTablesOnThisMachine } from './tables-on-this-machine';

export interface TableNames {
  TABLE_NAME: string;
  LEASE_TABLE_NAME: string;
}

/** The single table, and the one of the relay's leases. */
export const tableDefinitions = ({ TABLE_NAME, LEASE_TABLE_NAME }: TableNames): CreateTableCommandInput[] => [
  messagesTableDefinition(TABLE_NAME),
  leaseTableDefinition(LEASE_TABLE_NAME),
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
