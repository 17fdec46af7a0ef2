import { type EventOf, MESSAGE_DELETED, MESSAGE_EDITED, MESSAGE_EVENT_DATA, MESSAGE_REACTED } from '@app/common/events';
import { type MessageItem, type ReactorItem, reactorKey, type RevisionItem, revisionKey } from '@app/common/table';

/** A message after a change, and the revision that tells of it. */
export interface Change {
  entry: MessageItem;
  item: RevisionItem;
  /** Of who has reacted; it is their only reaction. */
  reactor?: ReactorItem;
}

export const edit = (entry: MessageItem, revision: number, text: string): Change => ({
  entry: {
    ...entry,
    message: text,
    revision,
    edited_at: timeOf(revision),
    edit_revisions: [...(entry.edit_revisions ?? []), revision],
  },
  item: { ...itemOf(entry, 'edited', revision), message: text, message_before: entry.message },
});

export function deletion(entry: MessageItem, revision: number): Change {
  const { reactions: _reactions, reply_to: _replyTo, ...left } = entry;
  return {
    entry: { ...left, message: '', revision, deleted_at: timeOf(revision) },
    item: itemOf(entry, 'deleted', revision),
  };
}

export function reaction(entry: MessageItem, revision: number, userUuid: string, emoji = '👍'): Change {
  const reactions = { ...entry.reactions, [emoji]: (entry.reactions?.[emoji] ?? 0) + 1 };
  return {
    entry: { ...entry, revision, reactions },
    item: {
      ...itemOf(entry, 'reacted', revision),
      user_uuid: userUuid,
      reactions,
      changes: [{ user_uuid: userUuid, emoji, added: true }],
    },
    reactor: { ...reactorKey(entry.message_group_uuid, entry.number, userUuid), emojis: [emoji], revision },
  };
}

/** A deletion takes the text out of every earlier edit. */
export const withoutText = (item: RevisionItem): RevisionItem => ({ ...item, message: '', message_before: '' });

const EVENT_DATA = {
  [MESSAGE_EDITED]: MESSAGE_EVENT_DATA[MESSAGE_EDITED],
  [MESSAGE_DELETED]: MESSAGE_EVENT_DATA[MESSAGE_DELETED],
  [MESSAGE_REACTED]: MESSAGE_EVENT_DATA[MESSAGE_REACTED],
};

/** As the relay publishes it. */
export function eventOfRevision(item: RevisionItem): EventOf<typeof EVENT_DATA> {
  const subject = item.message_group_uuid;
  const attributes = { id: `${item.pk}/${item.sk}`, source: 'test', time: item.created_at, subject };
  switch (item.kind) {
    case 'members':
      throw new Error('a change of the membership is told by its entry');
    case 'edited':
      return { ...attributes, type: MESSAGE_EDITED, data: EVENT_DATA[MESSAGE_EDITED].parse(item) };
    case 'deleted':
      return { ...attributes, type: MESSAGE_DELETED, data: EVENT_DATA[MESSAGE_DELETED].parse(item) };
    case 'reacted':
      return { ...attributes, type: MESSAGE_REACTED, data: EVENT_DATA[MESSAGE_REACTED].parse(item) };
  }
}

function itemOf(entry: MessageItem, kind: RevisionItem['kind'], revision: number): RevisionItem {
  const { message_group_uuid, number, user_uuid, member_uuids } = entry;
  return {
    ...revisionKey(message_group_uuid, revision),
    kind,
    message_group_uuid,
    revision,
    number,
    user_uuid,
    sender_uuid: user_uuid,
    created_at: timeOf(revision),
    member_uuids,
  };
}

const timeOf = (revision: number): string => new Date(Date.UTC(2026, 1, 1) + revision * 1_000).toISOString();
