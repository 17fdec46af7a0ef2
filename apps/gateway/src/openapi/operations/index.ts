import type { Operation } from '../description/operation';
import { contactOperations } from './contact.operations';
import { groupOperations } from './groups.operations';
import { eventOperations } from './events.operations';
import { healthOperations } from './health.operations';
import { messageChangeOperations } from './message-changes.operations';
import { messageGroupOperations } from './message-groups.operations';
import { messageOperations } from './messages.operations';
import { profileOperations } from './profile.operations';
import { settingsOperations } from './settings.operations';
import { userOperations } from './users.operations';

/** All that the gateway answers, in the order in which the examples are made. */
export const OPERATIONS: Operation[] = [
  ...settingsOperations,
  ...messageOperations,
  ...messageChangeOperations,
  ...messageGroupOperations,
  ...groupOperations,
  ...contactOperations,
  ...eventOperations,
  ...userOperations,
  ...profileOperations,
  ...healthOperations,
];
