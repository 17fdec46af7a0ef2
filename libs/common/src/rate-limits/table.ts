import type { TableDefinition } from '@app/common/table';
import type { RateLimitName, Window } from './rate-limit';

/** Names who is limited by what, in which window. */
export const LIMIT_KEY = 'limit_key';
/** What has been used in that window. */
export const USED = 'used';
/** Epoch second, after which DynamoDB deletes the item. */
export const EXPIRES_AT = 'expires_at';

const KEPT_BEYOND_ITS_WINDOW_SECONDS = 3_600;

/** A table of its own: in the streamed one, each count would be a record that the relay reads. */
export const rateLimitTableDefinition = (TableName: string): TableDefinition => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: LIMIT_KEY, AttributeType: 'S' }],
  KeySchema: [{ AttributeName: LIMIT_KEY, KeyType: 'HASH' }],
  expiresBy: EXPIRES_AT,
});

export const limitKey = (name: RateLimitName, subject: string, { startsAt }: Window): string =>
  `${name}#${subject}#${startsAt / 1_000}`;

export const expiryOf = ({ endsAt }: Window): number => endsAt / 1_000 + KEPT_BEYOND_ITS_WINDOW_SECONDS;
