import { MAX_EDITS, MAX_REACTIONS } from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';

/** Which change is refused. */
export interface RefusedChange {
  groupUuid: string;
  number: number;
  /** Of the member in whose name it was asked for. */
  handle: string;
}

const SENTENCES: Partial<Record<ErrorCode, (refused: RefusedChange) => string>> = {
  message_group_not_found: ({ handle, groupUuid }) => `${handle} has no conversation ${groupUuid}`,
  message_not_found: ({ groupUuid, number }) => `${groupUuid} has no message ${number}`,
  message_not_own: ({ number, handle }) => `message ${number} is not one of ${handle}`,
  message_deleted: ({ number }) => `message ${number} is deleted`,
  message_changed_meanwhile: ({ number }) => `message ${number} is at another revision`,
  message_edits_exceed_64: ({ number }) => `message ${number} was edited ${MAX_EDITS} times, which is the most`,
  reactions_exceed_20: ({ number }) => `message ${number} has ${MAX_REACTIONS} kinds of reactions, which is the most`,
  emoji_malformed: () => 'a reaction is one emoji',
  message_changes_off: () => 'MESSAGE_CHANGES is off: nothing may be changed',
  message_edits_off: () => 'MESSAGE_EDIT_WITHIN is off: nothing may be edited',
  message_deletes_off: () => 'MESSAGE_DELETE_WITHIN is off: nothing may be deleted',
  message_edit_too_late: ({ number }) => `message ${number} is older than MESSAGE_EDIT_WITHIN lets it be edited`,
  message_delete_too_late: ({ number }) => `message ${number} is older than MESSAGE_DELETE_WITHIN lets it be deleted`,
};

/** Says in a sentence why a change is refused; any other error stays as it is. */
export function refusalOf(error: unknown, refused: RefusedChange): unknown {
  if (!(error instanceof DomainError)) return error;
  const detail = SENTENCES[error.code]?.(refused);
  return detail === undefined ? error : new DomainError(error.codes, { detail, cause: error });
}
