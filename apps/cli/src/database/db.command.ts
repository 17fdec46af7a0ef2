import { Command } from 'nest-commander';
import { CommandGroup } from '../command/command-group';
import { Example } from '../command/shared-options';
import { DbConnectCommand } from './db-connect.command';
import { DbCreateCommand } from './db-create.command';
import { DbDropCommand } from './db-drop.command';
import { DbKillSessionsCommand } from './db-kill-sessions.command';
import { DbMigrateCommand } from './db-migrate.command';
import { DbMigrationCommand } from './db-migration.command';
import { DbRenameUserCommand } from './db-rename-user.command';
import { DbRollbackCommand } from './db-rollback.command';
import { DbSeedCommand } from './db-seed.command';
import { DbSessionsCommand } from './db-sessions.command';
import { DbSetupCommand } from './db-setup.command';

@Example('cruddur db setup')
@Command({
  name: 'db',
  description: 'The database of users in Postgres.',
  subCommands: [
    DbConnectCommand,
    DbCreateCommand,
    DbDropCommand,
    DbMigrateCommand,
    DbRollbackCommand,
    DbMigrationCommand,
    DbSeedCommand,
    DbSetupCommand,
    DbRenameUserCommand,
    DbSessionsCommand,
    DbKillSessionsCommand,
  ],
})
export class DbCommand extends CommandGroup {}
