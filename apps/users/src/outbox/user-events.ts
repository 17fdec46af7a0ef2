import {
  USER_DELETED,
  USER_FORGOTTEN,
  USER_REGISTERED,
  USER_UPDATED,
  type CloudEvent,
  type UserDeletedData,
  type UserEventType,
  type UserState,
} from '@app/common/events';
import type { User } from '../database/user.entity';
import type { OutboxEvent } from '../database/outbox-event.entity';

export const EVENT_SOURCE = '/cruddur/users';

/** An event as it is written down with the change that it tells of. */
export type NewUserEvent =
  | { type: typeof USER_REGISTERED | typeof USER_UPDATED; data: UserState }
  | { type: typeof USER_DELETED; data: UserDeletedData }
  | { type: typeof USER_FORGOTTEN; data: Pick<UserDeletedData, 'uuid'> };

export const userRegistered = (user: User): NewUserEvent => ({ type: USER_REGISTERED, data: stateOf(user) });

export const userUpdated = (user: User): NewUserEvent => ({ type: USER_UPDATED, data: stateOf(user) });

/** A deletion is one more change after the last. */
export const userDeleted = ({ uuid, version }: User): NewUserEvent => ({
  type: USER_DELETED,
  data: { uuid, version: version + 1 },
});

/** Behind `userDeleted` of somebody of whom nothing is to be left. */
export const userForgotten = ({ uuid }: User): NewUserEvent => ({ type: USER_FORGOTTEN, data: { uuid } });

export const toCloudEvent = (event: OutboxEvent): CloudEvent<UserEventType> => ({
  id: event.id,
  source: EVENT_SOURCE,
  type: event.type,
  time: event.occurredAt.toISOString(),
  subject: event.userUuid,
  requestid: event.requestId ?? undefined,
  traceparent: event.traceParent ?? undefined,
  data: event.type === USER_FORGOTTEN ? null : event.data,
});

const stateOf = (user: User): UserState => ({
  uuid: user.uuid,
  handle: user.handle,
  display_name: user.displayName,
  bio: user.bio,
  version: user.version,
  created_at: user.createdAt.toISOString(),
  ...(user.suspendedAt && { suspended: true }),
});
