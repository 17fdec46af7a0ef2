import { DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { migrate } from '../../apps/users/src/admin/migrate';
import { seedUsers } from '../../apps/users/src/admin/seed-users';
import { provideTables } from '../../local-stack/provisioning/provide-tables';
import { Cli } from './cli';
import { services } from './services';
import { createTestDatabase, type TestDatabase } from './test-database';
import { uniqueName } from './unique';

/** The command line on tables and a database of its own, in which there are the demo users. */
export class CliOnOwnStores {
  private constructor(
    readonly cli: Cli,
    private readonly database: TestDatabase,
    private readonly dynamoDb: DynamoDBClient,
    private readonly tables: Record<string, string>,
  ) {}

  static async create(): Promise<CliOnOwnStores> {
    const name = uniqueName('cli');
    const tables = {
      TABLE_NAME: `${name}-messages`,
      LEASE_TABLE_NAME: `${name}-leases`,
      RATE_LIMIT_TABLE_NAME: `${name}-rate-limits`,
    };
    const where = { AWS_REGION: 'us-east-1', ...services() };
    const database = await createTestDatabase();
    await migrate(database.url);
    await seedUsers(database.url);
    await provideTables({ ...where, ...tables });
    const cli = await Cli.on({ DATABASE_URL: database.url, ...tables });
    return new CliOnOwnStores(cli, database, createDynamoDbClient(where), tables);
  }

  async close(): Promise<void> {
    for (const TableName of Object.values(this.tables)) await this.dynamoDb.send(new DeleteTableCommand({ TableName }));
    this.dynamoDb.destroy();
    await this.cli.close();
    await this.database.drop();
  }
}
