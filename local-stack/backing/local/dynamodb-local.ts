import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JAVA_ENVIRONMENT, JAVA_FLAGS } from './java';
import type { LocalService } from './local-service';

/** DynamoDB Local; -sharedDb: the same tables for every region and access key. */
export const dynamoDbLocal: LocalService = ({ dataFolder, inMemory, port, jars }) => ({
  command: 'java',
  args: [
    '-Xms64m',
    '-Xmx384m',
    ...JAVA_FLAGS,
    `-Djava.library.path=${jars}`,
    `-Dsqlite4java.library.path=${jars}`,
    '-cp',
    join(jars, '*'),
    'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
    '-port',
    String(port),
    '-sharedDb',
    ...(inMemory ? ['-inMemory'] : ['-dbPath', dataFolder]),
    '-disableTelemetry',
  ],
  environment: JAVA_ENVIRONMENT,
  // It leaves a file of its own where it runs.
  folder: dataFolder,
  prepare: async () => {
    await mkdir(dataFolder, { recursive: true });
  },
});
