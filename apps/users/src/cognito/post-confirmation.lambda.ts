import { loadConfig } from '@app/common/config';
import { databaseVariables } from '../config/users.config';
import { createDatabase } from '../database/create-database';
import type { Database } from '../database/database';
import { createUsersStore } from '../directory/users.store';
import { postConfirmation } from './post-confirmation';
import { SignUps } from './sign-ups';

let database: Database | undefined;

/**
 * The trigger as an AWS Lambda function, `dist/apps/users/src/cognito/post-confirmation.lambda.handler`. An instance
 * serves one event at a time, so one connection will do. What it writes into the outbox, the users service publishes.
 */
export function handler(event: unknown): Promise<unknown> {
  database ??= createDatabase(loadConfig(databaseVariables).DATABASE_URL, 1);
  return postConfirmation(event, new SignUps(createUsersStore(database)));
}

/** For whoever runs it elsewhere: Lambda ends its instances without a word. */
export async function close(): Promise<void> {
  await database?.close();
}
