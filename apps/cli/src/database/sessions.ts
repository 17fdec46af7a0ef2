import { note } from '@local-stack/terminal/terminal';
import { DatabaseServer, type DatabaseSession } from '../../../users/src/admin/database-server';
import { printTable } from '../output/format-table';
import { printJson } from '../output/json';
import { localTime } from '../output/local-time';
import { withPostgres } from '../services/postgres';
import type { ChangeOptions, ReadOptions } from '../where/options';
import { findTarget } from '../where/target';
import { changeDatabase } from './change-database';

export async function listSessions(options: ReadOptions): Promise<void> {
  const target = await findTarget(options);
  const sessions = await withPostgres(target, (url) => new DatabaseServer(url).sessions());
  if (options.json) return printJson(sessions);
  if (sessions.length === 0) return note('nobody is connected');
  printTable(['pid', 'user', 'application', 'client', 'state', 'since', 'last query'], sessions.map(rowOf));
}

export async function killSessions(options: ChangeOptions): Promise<void> {
  const ended = await changeDatabase(options, (url) => new DatabaseServer(url).endSessions());
  if (options.json) return printJson({ ended });
  console.log(`sessions that were ended: ${ended}`);
}

const rowOf = ({ pid, user, application, client, state, since, query }: DatabaseSession) => [
  pid,
  user,
  application,
  client ?? 'local socket',
  state,
  localTime(since),
  query,
];
