import { join } from 'node:path';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoDbClient } from '@app/common/dynamodb';
import { createKafka } from '@app/common/kafka';
import { appEnvironment } from '../../local-stack/apps/app-environment';
import { appAddress } from '../../local-stack/apps/app-ports';
import type { AppSettings } from '../../local-stack/apps/start-apps';
import { freeStackPorts } from '../../local-stack/ports/ports';
import { tableDefinitions } from '../../local-stack/provisioning/provide-tables';
import { topicDefinitions } from '../../local-stack/provisioning/provide-topics';
import { setUp, type SetUpSettings } from '../../local-stack/provisioning/set-up';
import { tokenOf } from '../../local-stack/provisioning/sign-in';
import { STATE_FOLDER } from '../../local-stack/settings/project';
import { startBackingServices, stopBackingServices } from './backing-services';
import { startCognitoLocal } from './cognito-local';
import { services } from './services';
import { createTestDatabase } from './test-database';
import { uniqueName } from './unique';
import { UNMET_LIMITS } from './unmet-limits';

export interface TestStackOptions {
  /** Variables of the apps beyond what every stack needs. */
  environment?: Record<string, string>;
  /** A cognito-local of its own, which calls the stack's trigger when a sign-up is confirmed. */
  signUps?: boolean;
}

/** What one user asks at once is answered in the end, on the slowest machine too. */
const PATIENCE = { MAX_WAIT_SECONDS: '60' };

/** A table, topics, a database and a user pool of their own for the apps of a test, on the shared backing services. */
export interface StackGround extends AppSettings {
  gatewayUrl: string;
  /** An access token of a user of the pool: of a demo user, unless a password is given. */
  token: (handleOrEmail: string, password?: string) => Promise<string>;
  /** Forgets all of it. */
  clear: () => Promise<void>;
}

export async function prepareGround(options: TestStackOptions): Promise<StackGround> {
  const ownServices = await startBackingServices();
  const database = await createTestDatabase();
  const ports = await freeStackPorts();
  const names = namesOfItsOwn(database.url);
  const folder = join(STATE_FOLDER, 'test-logs', names.poolName);
  const cognito = options.signUps
    ? await startCognitoLocal({ folder, port: ports.COGNITO_PORT, usersPort: ports.USERS_PORT })
    : undefined;
  if (cognito) names.COGNITO_ENDPOINT = cognito.address;
  const signIn = await setUp(names);
  const inherited = { ...PATIENCE, ...process.env, ...UNMET_LIMITS, ...options.environment };
  return {
    ports,
    folder,
    environment: appEnvironment(inherited, names, signIn, ports),
    say: (line) => void process.stderr.write(`${names.poolName}: ${line}\n`),
    gatewayUrl: appAddress(ports, 'gateway'),
    token: (handleOrEmail, password) => tokenOf(signIn, handleOrEmail, password),
    clear: async () => {
      await cognito?.stop();
      await forget(names);
      await database.drop();
      if (ownServices) await stopBackingServices();
    },
  };
}

function namesOfItsOwn(databaseUrl: string): SetUpSettings {
  const name = uniqueName('stack');
  return {
    ...services(),
    DATABASE_URL: databaseUrl,
    AWS_REGION: 'us-east-1',
    TABLE_NAME: `${name}-messages`,
    LEASE_TABLE_NAME: `${name}-leases`,
    RATE_LIMIT_TABLE_NAME: `${name}-rate-limits`,
    KAFKA_TOPIC_PREFIX: `${name}.`,
    poolName: name,
  };
}

/** The next stack on these services is not slowed down by the streams and topics of this one. */
async function forget(names: SetUpSettings): Promise<void> {
  const client = createDynamoDbClient(names);
  await Promise.all(tableDefinitions(names).map(({ TableName }) => client.send(new DeleteTableCommand({ TableName }))));
  client.destroy();
  const admin = createKafka({ KAFKA_BROKERS: names.KAFKA_BROKERS.split(',') }, 'test-stack').admin();
  await admin.connect();
  await admin.deleteTopics({ topics: topicDefinitions(names.KAFKA_TOPIC_PREFIX).map(({ topic }) => topic) });
  await admin.disconnect();
}
