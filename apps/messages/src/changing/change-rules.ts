import { type DeleteMessageRequest, type EditMessageRequest, MAX_EDITS, type Message } from '@app/common/contracts';
import { DomainError, type ErrorCode } from '@app/common/errors';
import type { Entry } from '@app/common/table';
import type { ChangesConfig } from '../config/messages.config';
import type { TimeLimit } from '../config/time-limit';
import type { Change } from '../conversations/revisions/revision';

export type ChangeRules = Pick<ChangesConfig, 'MESSAGE_CHANGES' | 'MESSAGE_EDIT_WITHIN' | 'MESSAGE_DELETE_WITHIN'>;

/** What would change nothing is done before anything else is asked: whoever repeats a request, for want of an answer, is answered. */
export function planEdit(
  { message, editRevisions }: Entry,
  { userUuid, text, ifRevision }: EditMessageRequest,
  rules: ChangeRules,
  now: Date,
): Change | undefined {
  requireOwn(message, userUuid);
  if (message.deletedAt !== undefined) throw new DomainError('message_deleted');
  if (message.text === text) return undefined;
  requireOn(rules);
  requireInTime(message, rules.MESSAGE_EDIT_WITHIN, now, ['message_edits_off', 'message_edit_too_late']);
  requireUnchanged(message, ifRevision);
  if (editRevisions.length >= MAX_EDITS) throw new DomainError('message_edits_exceed_64');
  return { kind: 'edited', text, textBefore: message.text };
}

/** As `planEdit`. */
export function planDeletion(
  { message }: Entry,
  { userUuid, ifRevision }: DeleteMessageRequest,
  rules: ChangeRules,
  now: Date,
): Change | undefined {
  requireOwn(message, userUuid);
  if (message.deletedAt !== undefined) return undefined;
  requireOn(rules);
  requireInTime(message, rules.MESSAGE_DELETE_WITHIN, now, ['message_deletes_off', 'message_delete_too_late']);
  requireUnchanged(message, ifRevision);
  return { kind: 'deleted' };
}

function requireOn({ MESSAGE_CHANGES }: ChangeRules): void {
  if (MESSAGE_CHANGES === 'off') throw new DomainError('message_changes_off');
}

/** A change of the membership is nobody's own. */
function requireOwn({ sender, membership }: Message, userUuid: string): void {
  if (sender.uuid !== userUuid || membership) throw new DomainError('message_not_own');
}

function requireInTime({ createdAt }: Message, limit: TimeLimit, now: Date, [off, late]: [ErrorCode, ErrorCode]): void {
  if (limit === 'off') throw new DomainError(off);
  if (now.getTime() - Date.parse(createdAt) > limit) throw new DomainError(late);
}

function requireUnchanged({ revision = 0 }: Message, ifRevision: number[] | undefined): void {
  if (ifRevision && !ifRevision.includes(revision)) throw new DomainError('message_changed_meanwhile');
}
