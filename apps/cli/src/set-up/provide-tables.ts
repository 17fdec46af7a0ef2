import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { DynamoDbConfig } from '@app/common/dynamodb';
import { messagesTableDefinition } from '@app/common/table';
import { leaseTableDefinition } from '../../../stream-relay/src/lease-table';
import { provideTable, TableClients } from './provide-table';

export interface TableNames {
  TABLE_NAME: string;
  LEASE_TABLE_NAME: string;
}

/** The single table, and the one of the relay's leases. */
export const tableDefinitions = ({ TABLE_NAME, LEASE_TABLE_NAME }: TableNames): CreateTableCommandInput[] => [
  messagesTableDefinition(TABLE_NAME),
  leaseTableDefinition(LEASE_TABLE_NAME),
];

/** Creates the tables that are missing, and returns when they can be used. */
export async function provideTables(config: DynamoDbConfig & TableNames): Promise<void> {
  const clients = new TableClients(config);
  try {
    await Promise.all(tableDefinitions(config).map((definition) => provideTable(clients, definition)));
  } finally {
    clients.destroy();
  }
}
