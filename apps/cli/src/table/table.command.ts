import { CommandGroup } from '../command/command-group';
import { tableCopy } from './table-copy.command';
import { tableCreate } from './table-create.command';
import { tableDrop } from './table-drop.command';
import { tableList } from './table-list.command';
import { tableMigrate } from './table-migrate.command';
import { tableScan } from './table-scan.command';
import { tableSeed } from './table-seed.command';

export const table = () =>
  new CommandGroup('table')
    .description('The table of messages in DynamoDB, and that of the relay’s leases.')
    .has(tableCreate(), tableList(), tableScan(), tableSeed(), tableCopy(), tableMigrate(), tableDrop())
    .example('cruddur table create');
