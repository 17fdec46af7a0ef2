import { CommandGroup } from '../command/command-group';
import { dbConnect } from './db-connect.command';
import { dbCreate } from './db-create.command';
import { dbDrop } from './db-drop.command';
import { dbKillSessions } from './db-kill-sessions.command';
import { dbMigrate } from './db-migrate.command';
import { dbMigration } from './db-migration.command';
import { dbRenameUser } from './db-rename-user.command';
import { dbRollback } from './db-rollback.command';
import { dbSeed } from './db-seed.command';
import { dbSessions } from './db-sessions.command';
import { dbSetup } from './db-setup.command';

export const db = () =>
  new CommandGroup('db')
    .description('The database of users in Postgres.')
    .has(
      dbConnect(),
      dbCreate(),
      dbDrop(),
      dbMigrate(),
      dbRollback(),
      dbMigration(),
      dbSeed(),
      dbSetup(),
      dbRenameUser(),
      dbSessions(),
      dbKillSessions(),
    )
    .example('cruddur db setup');
