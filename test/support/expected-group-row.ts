import type { Person } from '@app/common/contracts';
import { type GroupRowItem, groupRowKey, type MessageItem, type SpanAttribute } from '@app/common/table';
import { previewOf } from '@app/common/text';
import { normalRow } from './expected-row';
import type { Group } from './group';

/** The row of a member, or of who was one, by brute force over all that is stored, in its normal form; undefined for others. */
export function expectedGroupRow({ uuid }: Person, group: Group, { marked = 0 } = {}): GroupRowItem | undefined {
  const membership = group.memberships.get(uuid);
  const isFirst = group.firstMembers.some((person) => person.uuid === uuid);
  if (!membership && !isFirst) return undefined;
  const spans: SpanAttribute[] = membership?.spans ?? [{ from_number: 1, from_revision: 1 }];
  const holds = ({ from_number: from, until_number: until = Infinity }: SpanAttribute, number: number): boolean =>
    from <= number && number <= until;
  const visible = group.entries.filter(({ number }) => spans.some((span) => holds(span, number)));
  const last = visible.at(-1)!;
  const state = group.entries.findLast(({ kind, number }) => kind !== undefined && number <= last.number)!;
  const until = Math.max(...spans.map(({ until_revision: end = Infinity }) => end));
  const revision = Math.max(...group.revisions.map((each) => each.revision).filter((each) => each <= until));
  const texts = group.revisions.filter(
    (each) => each.number === last.number && (each.kind === 'edited' || each.kind === 'deleted'),
  );
  const isJoin = ({ kind, subjects = [] }: MessageItem): boolean =>
    kind === 'created' || (kind === 'added' && subjects.some((subject) => subject.uuid === uuid));
  const isRead = (entry: MessageItem): boolean => entry.user_uuid === uuid || isJoin(entry);
  const highest = (entries: MessageItem[]): number => Math.max(0, ...entries.map(({ number }) => number));
  const uncounted = visible.filter(
    (each) => !isRead(each) && (each.kind !== undefined || each.deleted_at !== undefined),
  );
  return normalRow({
    ...groupRowKey(uuid, group.groupUuid),
    last_number: last.number,
    last_message_at: last.created_at,
    ...(last.kind !== undefined && { last_kind: last.kind }),
    last_read_number: Math.max(marked, highest(group.entries.filter(isRead))),
    revision,
    message: previewOf(last.message),
    ...(texts.length > 0 && { preview_number: last.number, preview_revision: texts.at(-1)!.revision }),
    uncounted_number: highest(uncounted),
    members_at: state.number,
    member_count: state.member_count!,
    ...(state.group_name !== undefined && { group_name: state.group_name }),
    ...(membership && { spans: membership.spans, spans_at: membership.changed_at }),
  });
}
