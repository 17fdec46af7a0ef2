import type { Message } from '@app/common/contracts';
import type { Entry } from '@app/common/table';
import type { Change, NextRevision, RevisionHead } from '../conversations/revisions/revision';

interface Making {
  head: RevisionHead;
  before: Entry;
  change: Change;
  userUuid: string;
  now: Date;
  reactors?: NextRevision['reactors'];
}

/** The revision behind the newest that is known. */
export function nextRevision({ head, before, change, userUuid, now, reactors = [] }: Making): NextRevision {
  const revision = head.revision + 1;
  const createdAt = now.toISOString();
  return {
    revision,
    userUuid,
    createdAt,
    memberUuids: head.memberUuids,
    membersAt: head.membersAt,
    change,
    before,
    after: {
      ...before,
      message: { ...before.message, revision, ...changed(change, createdAt) },
      editRevisions: change.kind === 'edited' ? [...before.editRevisions, revision] : before.editRevisions,
    },
    reactors,
  };
}

function changed(change: Change, at: string): Partial<Message> {
  if (change.kind === 'edited') return { text: change.text, editedAt: at };
  if (change.kind === 'deleted') return { text: '', deletedAt: at, reactions: undefined, replyTo: undefined };
  return { reactions: Object.keys(change.reactions).length > 0 ? change.reactions : undefined };
}
