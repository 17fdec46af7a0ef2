import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../settings/project';
import { JAVA_ENVIRONMENT, JAVA_FLAGS } from './java';
import type { LocalService } from './local-service';

const SERVER = join(PROJECT_ROOT, 'local-stack/backing/local/dynamodb-local.xml');

/** DynamoDB Local, with the same tables for every region and access key. */
export const dynamoDbLocal: LocalService = ({ dataFolder, inMemory, port, jars }) => ({
  command: 'java',
  args: [
    '-Xms64m',
    '-Xmx384m',
    ...JAVA_FLAGS,
    `-Djava.library.path=${jars}`,
    `-Dsqlite4java.library.path=${jars}`,
    `-Ddynamodb.port=${port}`,
    `-Ddynamodb.inMemory=${inMemory}`,
    ...(inMemory ? [] : [`-Ddynamodb.dbPath=${dataFolder}`]),
    '-cp',
    join(jars, '*'),
    'org.eclipse.jetty.xml.XmlConfiguration',
    SERVER,
  ],
  environment: JAVA_ENVIRONMENT,
  // It leaves a file of its own where it runs.
  folder: dataFolder,
  prepare: async () => {
    await mkdir(dataFolder, { recursive: true });
  },
});
