import type { ErrorCode } from '@app/common/errors';

/** What is wrong with the address of a conversation. */
export const OF_THE_GROUP: ErrorCode[] = [
  'message_group_uuid_blank',
  'message_group_uuid_malformed',
  'message_group_not_found',
];

/** What keeps words from the other of two. */
export const OF_THE_OTHER: ErrorCode[] = ['recipient_takes_no_messages', 'recipient_blocked'];
