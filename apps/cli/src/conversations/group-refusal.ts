import { MAX_GROUP_MEMBERS } from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';

/** Which change of a group is refused. */
export interface RefusedGroupChange {
  groupUuid: string;
  /** Of the member in whose name it was asked for. */
  member: string;
  /** Of whom it is about. */
  handle: string;
}

const SENTENCES: Partial<Record<ErrorCode, (refused: RefusedGroupChange) => string>> = {
  message_group_not_found: ({ member, groupUuid }) => `${member} has no conversation ${groupUuid}`,
  message_group_is_pair: ({ groupUuid }) => `${groupUuid} is a conversation of two, whose members stay`,
  message_group_left: ({ member, groupUuid }) => `${member} is not in ${groupUuid} any more`,
  message_group_owner_only: ({ member, groupUuid }) => `${member} is not the owner of ${groupUuid}`,
  message_group_owner_leaves: ({ member }) => `${member} owns the group: hand-over comes first`,
  message_group_last_member: ({ member }) => `${member} is the only member`,
  message_groups_off: () => 'MESSAGE_GROUPS is off: no group may be started or changed',
  member_not_found: ({ handle, groupUuid }) => `${handle} is not in ${groupUuid}`,
  member_takes_no_messages: ({ handle }) => `${handle} takes no messages from this group`,
  members_exceed_256: () => `a group has ${MAX_GROUP_MEMBERS} members at most`,
};

/** Says in a sentence why a group stays as it is; any other error stays as it is. */
export function refusalOfGroup(error: unknown, refused: RefusedGroupChange): unknown {
  if (!(error instanceof DomainError)) return error;
  const detail = SENTENCES[error.code]?.(refused);
  return detail === undefined ? error : new DomainError(error.codes, { detail, cause: error });
}
