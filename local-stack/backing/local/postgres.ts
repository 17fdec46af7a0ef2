import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../settings/project';
import { throughClosedFolders } from './closed-folders';
import type { LocalService } from './local-service';

const SERVER = join(PROJECT_ROOT, 'dist/local-stack/backing/local/postgres-server.js');

/** Postgres from npm, in a process of its own: the package stops its server when its process is told to end. */
export const postgres: LocalService = ({ dataFolder, port }) => {
  const server = ['--max-old-space-size=64', SERVER, dataFolder, String(port)];
  if (process.getuid?.() === 0) return throughClosedFolders([process.execPath, ...server], dataFolder);
  return {
    command: process.execPath,
    args: server,
    prepare: async () => {
      await mkdir(dataFolder, { recursive: true });
    },
  };
};
