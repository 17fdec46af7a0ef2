import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port';
import { runCommand } from '../run-command';
import { JAVA_FLAGS } from './java';
import type { LocalService } from './local-service';

/** Any id will do, as long as the data folder is always formatted with the same. */
const CLUSTER_ID = '5L6g3nShT-eMCtK--X86sw';
const JAVA = [...JAVA_FLAGS, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];

/** Apache Kafka: one KRaft node, broker and controller in one. */
export const kafka: LocalService = ({ dataFolder, port, jars }) => {
  const properties = join(dataFolder, 'server.properties');
  const classes = ['-cp', join(jars, '*')];
  return {
    command: 'java',
    args: ['-Xms64m', '-Xmx256m', ...JAVA, ...classes, 'kafka.Kafka', properties],
    prepare: async () => {
      await mkdir(dataFolder, { recursive: true });
      // The controller's port is nobody else's business, and a single node may change it from start to start.
      await writeFile(properties, serverProperties(dataFolder, port, await freePort()));
      const format = ['format', '--ignore-formatted', '-t', CLUSTER_ID, '-c', properties];
      await runCommand('java', [
        '-Xmx128m',
        '-XX:TieredStopAtLevel=1',
        ...JAVA,
        ...classes,
        'kafka.tools.StorageTool',
        ...format,
      ]);
    },
  };
};

const serverProperties = (dataFolder: string, port: number, controllerPort: number): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': join(dataFolder, 'log'),
    'auto.create.topics.enable': false,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
