import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../settings/project';
import { closedFolder, throughClosedFolders } from './closed-folders';
import type { LocalService } from './local-service';

const SERVER = join(PROJECT_ROOT, 'dist/local-stack/backing/local/postgres-server.js');

/** Postgres from npm, in a process of its own: the package stops its server when its process is told to end. */
export const postgres: LocalService = ({ dataFolder, port }) => {
  const server = ['--max-old-space-size=64', SERVER, dataFolder, String(port)];
  const closed = process.getuid?.() === 0 ? closedFolder(PROJECT_ROOT) : undefined;
  if (closed) return throughClosedFolders([process.execPath, ...server], dataFolder, closed);
  return {
    command: process.execPath,
    args: server,
    prepare: async () => {
      await mkdir(dataFolder, { recursive: true });
    },
  };
};
