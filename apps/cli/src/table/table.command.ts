import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { TableCopyCommand } from './table-copy.command';
import { TableCreateCommand } from './table-create.command';
import { TableDropCommand } from './table-drop.command';
import { TableListCommand } from './table-list.command';
import { TableMigrateCommand } from './table-migrate.command';
import { TableScanCommand } from './table-scan.command';
import { TableSeedCommand } from './table-seed.command';

@Example('cruddur table create')
@Command({
  name: 'table',
  description: 'The table of messages in DynamoDB, and that of the relay’s leases.',
  subCommands: [
    TableCreateCommand,
    TableListCommand,
    TableScanCommand,
    TableSeedCommand,
    TableCopyCommand,
    TableMigrateCommand,
    TableDropCommand,
  ],
})
export class TableCommand extends CommandGroup {}
