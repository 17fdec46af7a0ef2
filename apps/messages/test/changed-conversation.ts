import type { Person } from '@app/common/contracts';
import {
  type MessageItem,
  type ReactorItem,
  reactorKey,
  type RevisionItem,
  revisionKey,
  type RevisionKind,
} from '@app/common/table';
import { toMessageItem, toPairItem } from '../src/conversations/messages/message-items';

/** Items that become stored together. */
export type Transaction = object[];

export interface ChangedConversationOptions {
  groupUuid: string;
  members: [Person, Person];
}

/** A conversation that is written as the table has it, entries, revisions and reactors; where to, its user decides. */
export class ChangedConversation {
  readonly entries: MessageItem[] = [];
  readonly revisions: RevisionItem[] = [];
  private readonly reactors = new Map<string, ReactorItem>();

  constructor(private readonly place: ChangedConversationOptions) {}

  /** The first one brings the conversation with it. */
  send(sender: Person, text: string, replyTo?: number): Transaction {
    const { groupUuid, members } = this.place;
    const number = this.entries.length + 1;
    const conversation = { groupUuid, memberUuids: members.map(({ uuid }) => uuid) };
    const message = { uuid: uuidOf(number), groupUuid, number, text, sender, createdAt: timeOf(number) };
    const entry = toMessageItem({ ...message, ...(replyTo !== undefined && { replyTo }) }, conversation);
    this.entries.push(entry);
    return number === 1 ? [toPairItem(groupUuid, members, timeOf(number)), entry] : [entry];
  }

  edit(number: number, text: string): Transaction {
    const before = this.entry(number);
    const revision = this.revise('edited', number, before.user_uuid, { message: text, message_before: before.message });
    const edit_revisions = [...(before.edit_revisions ?? []), revision.revision];
    const edited_at = revision.created_at;
    return [revision, this.change(number, { message: text, edited_at, edit_revisions, revision: revision.revision })];
  }

  /** Takes the text out of the edits before it too. */
  remove(number: number): Transaction {
    const { reactions: _reactions, reply_to: _reply, ...before } = this.entry(number);
    const revision = this.revise('deleted', number, before.user_uuid);
    const deleted = { ...before, message: '', deleted_at: revision.created_at, revision: revision.revision };
    this.entries[number - 1] = deleted;
    const edits = this.revisions.filter((each) => each.kind === 'edited' && each.number === number);
    const emptied = edits.map((each) => ({ ...each, message: '', message_before: '' }));
    for (const each of emptied) this.revisions[each.revision - 1] = each;
    return [revision, deleted, ...emptied];
  }

  /** Adds the person's emoji, or takes it back where it is there. */
  react(number: number, person: Person, emoji: string): Transaction {
    const { emojis } = this.reactor(number, person);
    const added = !emojis.includes(emoji);
    const counts = { ...this.entry(number).reactions };
    counts[emoji] = (counts[emoji] ?? 0) + (added ? 1 : -1);
    const reactions = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    const changes = [{ user_uuid: person.uuid, emoji, added }];
    const revision = this.revise('reacted', number, person.uuid, { reactions, changes });
    const reactor: ReactorItem = {
      ...reactorKey(this.place.groupUuid, number, person.uuid),
      emojis: added ? [...emojis, emoji] : emojis.filter((each) => each !== emoji),
      revision: revision.revision,
    };
    this.reactors.set(reactor.sk, reactor);
    return [revision, this.change(number, { reactions, revision: revision.revision }), reactor];
  }

  emojisOf(number: number, person: Person): string[] {
    return this.reactor(number, person).emojis;
  }

  entry(number: number): MessageItem {
    const entry = this.entries[number - 1];
    if (entry) return entry;
    throw new Error(`there is no entry ${number}`);
  }

  private reactor(number: number, person: Person): Pick<ReactorItem, 'emojis'> {
    return this.reactors.get(reactorKey(this.place.groupUuid, number, person.uuid).sk) ?? { emojis: [] };
  }

  private change(number: number, changes: Partial<MessageItem>): MessageItem {
    return (this.entries[number - 1] = { ...this.entry(number), ...changes });
  }

  private revise(kind: RevisionKind, number: number, userUuid: string, more: Partial<RevisionItem> = {}): RevisionItem {
    const { groupUuid, members } = this.place;
    const revision = this.revisions.length + 1;
    const item: RevisionItem = {
      ...revisionKey(groupUuid, revision),
      kind,
      message_group_uuid: groupUuid,
      revision,
      number,
      user_uuid: userUuid,
      sender_uuid: this.entry(number).user_uuid,
      created_at: timeOf(1_000 + revision),
      member_uuids: members.map(({ uuid }) => uuid),
      ...more,
    };
    this.revisions.push(item);
    return item;
  }
}

const uuidOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const timeOf = (second: number): string => new Date(Date.UTC(2026, 0, 1) + 1_000 * second).toISOString();
