import { type History, joinedAt, leftAt } from './model-spans';
import type { Steps } from './model-steps';
import { entryOf, type Membership, type MembershipKind } from './model-table';
import {
  answered,
  type Answer,
  type Context,
  type Head,
  NOT_FOUND,
  readHead,
  readRevisionHead,
  refused,
  rememberHead,
  rememberRevision,
  UNCHANGED,
} from './model-writers';

export interface MembershipRequest {
  kind: MembershipKind;
  by: string;
  /** Who leaves is always `by`. */
  subject: string;
  history: History;
}

/** An entry with the next number and the next revision, the conversation, and the spans of whom it is about: all or nothing. */
export function* changeMembers(context: Context, { kind, by, history, ...asked }: MembershipRequest): Steps<Answer> {
  const { table, process, rules, request } = context;
  const subject = kind === 'left' ? by : asked.subject;
  for (;;) {
    const { head, revisionHead } = process;
    const refusal = whyNot(head, kind, by, subject);
    if (refusal) {
      const why = whyNot(yield* readHead(context), kind, by, subject);
      if (why) return why;
      continue;
    }
    yield;
    const seen = table.membership(subject);
    const number = head.number + 1;
    const revision = rules.membershipTakesRevision ? revisionHead.revision + 1 : 0;
    const members = membersAfter(head.members, kind, subject);
    const after: Membership = {
      changedAt: number,
      spans:
        kind === 'added'
          ? joinedAt(seen.spans, history, number, Math.max(revision, 1))
          : leftAt(seen.spans, number, revision),
    };
    const entry = entryOf({ number, kind, sender: by, message: '', membersAt: number, members, subject, revision });
    const writes = [table.putEntry(entry), table.membersAtOf(number), table.membershipOf(subject, after)];
    const item = { kind: 'members', number, revision, user: by, sender: by, membersAt: number, request } as const;
    if (rules.membershipTakesRevision) writes.push(table.putRevision(item));
    const token = {};
    const event = { kind: 'members', number, revision, membersAt: number, message: '', sender: by } as const;
    const outcome = yield* answered(() => table.transact(token, event, writes));
    if (outcome === 'committed') {
      while (!table.isVisible(token)) yield;
      rememberHead(process, { number, membersAt: number, members });
      if (rules.membershipTakesRevision) rememberRevision(process, { revision, membersAt: number, members });
      return { ok: true, took: number };
    }
    yield* readHead(context);
    yield* readRevisionHead(context);
  }
}

function whyNot({ members }: Head, kind: MembershipKind, by: string, subject: string): Answer | undefined {
  if (!members.includes(by)) return NOT_FOUND;
  if (kind === 'left') return members.length > 1 ? undefined : refused('message_group_last_member');
  if (kind === 'removed' && by === subject) return refused('member_not_found');
  return members.includes(subject) === (kind === 'added') ? UNCHANGED : undefined;
}

const membersAfter = (members: readonly string[], kind: MembershipKind, subject: string): string[] =>
  kind === 'added' ? [...members, subject] : members.filter((each) => each !== subject);
