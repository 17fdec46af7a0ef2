import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort, OPENED_AT_ONCE } from '../../ports/free-port';
import { inheritedBy } from '../../settings/inherited';
import { runCommand } from '../../system/run-command';
import { JAVA_ENVIRONMENT, JAVA_FLAGS } from './java';
import type { LocalService } from './local-service';

/** Any id will do, as long as the data folder is always formatted with the same. */
const CLUSTER_ID = '5L6g3nShT-eMCtK--X86sw';
const JAVA = [...JAVA_FLAGS, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/** Relative, since Kafka splits paths at commas, and reads its properties without the letters of most languages. */
const PROPERTIES = 'server.properties';
const LOG = 'log';
/** What formatting writes last. */
const FORMATTED = join(LOG, 'meta.properties');

/** Apache Kafka: one KRaft node, broker and controller in one. It runs where its data are. */
export const kafka: LocalService = ({ dataFolder, port, jars }) => {
  const classes = ['-cp', join(jars, '*')];
  return {
    command: 'java',
    args: ['-Xms64m', '-Xmx256m', ...JAVA, ...classes, 'kafka.Kafka', PROPERTIES],
    environment: JAVA_ENVIRONMENT,
    folder: dataFolder,
    prepare: async () => {
      await mkdir(dataFolder, { recursive: true });
      // The controller's port is nobody else's business, and a single node may change it from start to start.
      await writeFile(join(dataFolder, PROPERTIES), serverProperties(port, await freePort(OPENED_AT_ONCE)));
      if (existsSync(join(dataFolder, FORMATTED))) return;
      const format = ['format', '-t', CLUSTER_ID, '-c', PROPERTIES];
      await runCommand('java', ['-Xmx128m', ...JAVA, ...classes, 'kafka.tools.StorageTool', ...format], {
        environment: { ...inheritedBy(process.env), ...JAVA_ENVIRONMENT },
        folder: dataFolder,
      });
    },
  };
};

const serverProperties = (port: number, controllerPort: number): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': LOG,
    'auto.create.topics.enable': false,
    // What has outlived its topic's limits is gone soon, not minutes later.
    'log.retention.check.interval.ms': 5_000,
    'log.cleaner.backoff.ms': 1_000,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
