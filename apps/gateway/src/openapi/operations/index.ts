import type { Operation } from '../description/operation';
import { blockOperations } from './contact/blocks.operations';
import { messageRequestOperations } from './contact/message-requests.operations';
import { reportMessage } from './contact/reports.operations';
import { eventOperations } from './events.operations';
import { groupChangeOperations } from './groups/group-changes.operations';
import { membershipOperations, readMembers } from './groups/group-members.operations';
import { startGroup } from './groups/start-group.operations';
import { healthOperations } from './health.operations';
import { choiceOperations } from './message-groups/choices.operations';
import { markerOperations } from './message-groups/markers.operations';
import { messageGroupOperations } from './message-groups/message-groups.operations';
import { messageEditOperations } from './messages/message-edits.operations';
import { messageOperations } from './messages/messages.operations';
import { readChanges } from './messages/missed-changes.operations';
import { deleteMessage, readMessage } from './messages/one-message.operations';
import { reactionOperations } from './messages/reactions.operations';
import { profileOperations } from './people/profile.operations';
import { settingsOperations } from './people/settings.operations';
import { userOperations } from './people/users.operations';

/** All that the gateway answers, in the order in which the examples are made. */
export const OPERATIONS: Operation[] = [
  ...settingsOperations,
  ...messageOperations,
  readMessage,
  ...messageEditOperations,
  ...reactionOperations,
  readChanges,
  deleteMessage,
  ...messageGroupOperations,
  ...markerOperations,
  ...choiceOperations,
  startGroup,
  ...membershipOperations,
  ...groupChangeOperations,
  readMembers,
  ...messageRequestOperations,
  reportMessage,
  ...blockOperations,
  ...eventOperations,
  ...userOperations,
  ...profileOperations,
  ...healthOperations,
];
