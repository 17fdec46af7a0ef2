import { migrate } from '../../apps/users/src/admin/migrate';
import { seedUserPool } from '../../apps/users/src/admin/seed-user-pool';
import { seedUsers } from '../../apps/users/src/admin/seed-users';
import type { BackingServiceName, Endpoints } from '../backing/backing-services';
import { provideTables, type TableNames } from './provide-tables';
import { provideTopics } from './provide-topics';
import { signInVariables, type SignInVariables } from './sign-in';

export interface SetUpSettings extends Endpoints, TableNames {
  AWS_REGION: string;
  KAFKA_TOPIC_PREFIX: string;
  poolName: string;
}

/** Resolves when a backing service answers. */
export type Answers = (name: BackingServiceName) => Promise<void>;

/**
 * Creates what is missing: tables, topics, schema, users and the pool in which they sign in, each as soon as what it needs
 * answers. Safe to repeat.
 */
export async function setUp(settings: SetUpSettings, answers: Answers = allAnswer): Promise<SignInVariables> {
  const topics = { ...settings, KAFKA_BROKERS: settings.KAFKA_BROKERS.split(',') };
  const [signIn] = await Promise.all([
    Promise.all([answers('postgres'), answers('cognito-local')]).then(() => provideUsers(settings)),
    answers('dynamodb-local').then(() => provideTables(settings)),
    answers('kafka').then(() => provideTopics(topics)),
  ]);
  return signIn;
}

const allAnswer: Answers = () => Promise.resolve();

async function provideUsers(settings: SetUpSettings): Promise<SignInVariables> {
  const { AWS_REGION, DATABASE_URL, COGNITO_ENDPOINT, poolName } = settings;
  await migrate(DATABASE_URL);
  await seedUsers(DATABASE_URL);
  const { userPoolId, clientId } = await seedUserPool(settings, poolName, DATABASE_URL);
  return signInVariables({
    AWS_REGION,
    COGNITO_ENDPOINT,
    COGNITO_USER_POOL_ID: userPoolId,
    COGNITO_CLIENT_ID: clientId,
  });
}
