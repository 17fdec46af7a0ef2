import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { type EventOf, MEMBERS_CHANGED, MESSAGE_EVENT_DATA, MESSAGE_SENT } from '@app/common/events';
import {
  conversationKey,
  type GroupHistory,
  type GroupItem,
  type MemberAttribute,
  type MembershipItem,
  membershipKey,
  type MembershipKind,
  type MessageItem,
  messageKey,
  type RevisionItem,
  revisionKey,
  type SpanAttribute,
  type TableKey,
  toMemberBytes,
} from '@app/common/table';
import { type Change, deletion, edit, eventOfRevision, reaction } from './changes';

const ENTRY_EVENTS = {
  [MEMBERS_CHANGED]: MESSAGE_EVENT_DATA[MEMBERS_CHANGED],
  [MESSAGE_SENT]: MESSAGE_EVENT_DATA[MESSAGE_SENT],
};

export type GroupEvent = EventOf<typeof ENTRY_EVENTS> | ReturnType<typeof eventOfRevision>;

/** What one change of a group puts into the table in one transaction, and the event of it. */
export interface GroupStep {
  items: TableKey[];
  event: GroupEvent;
}

/** A group as the messages service writes it, step by step, and all that it has written. */
export class Group {
  readonly groupUuid: string;
  readonly entries: MessageItem[] = [];
  readonly revisions: RevisionItem[] = [];
  readonly memberships = new Map<string, MembershipItem>();
  readonly firstMembers: readonly Person[];
  members: Person[];
  owner: Person;
  name: string | undefined;
  readonly steps: GroupStep[] = [];
  readonly history: GroupHistory;
  private readonly startedAt: number;

  /** The first of `people` starts it, and owns it. @param startedAt in milliseconds since 1970. */
  constructor(
    people: readonly Person[],
    {
      name,
      history = 'joined',
      groupUuid = randomUUID(),
      startedAt = Date.UTC(2026, 0, 1),
    }: { name?: string; history?: GroupHistory; groupUuid?: string; startedAt?: number } = {},
  ) {
    this.groupUuid = groupUuid;
    this.startedAt = startedAt;
    this.history = history;
    this.firstMembers = people;
    this.members = [...people];
    this.owner = people[0]!;
    this.name = name;
    this.changeMembers('created', this.owner, []);
  }

  get events(): GroupEvent[] {
    return this.steps.map(({ event }) => event);
  }

  get conversation(): GroupItem {
    const at = this.entries.findLast(({ kind }) => kind !== undefined)!;
    return {
      ...conversationKey(this.groupUuid),
      message_group_uuid: this.groupUuid,
      kind: 'group',
      members_at: at.number,
      member_count: at.member_count!,
      owner_uuid: at.owner_uuid!,
      ...(at.group_name !== undefined && { group_name: at.group_name }),
      history: this.history,
      created_at: this.entries[0]!.created_at,
    };
  }

  /** All that has been put, as it is now. */
  get items(): TableKey[] {
    return [
      ...new Map(this.steps.flatMap(({ items }) => items).map((item) => [`${item.pk} ${item.sk}`, item])).values(),
    ];
  }

  send(sender: Person, text = `message ${this.entries.length + 1}`): GroupStep {
    const { members_at, member_count } = this.conversation;
    const entry = { ...this.nextEntry(sender, text), members_at, member_count };
    this.entries.push(entry);
    return this.step([entry], eventOfEntry(entry));
  }

  edit(number: number, text = `text of revision ${this.nextRevision}`): GroupStep {
    return this.change(edit(this.entries[number - 1]!, this.nextRevision, text));
  }

  delete(number: number): GroupStep {
    return this.change(deletion(this.entries[number - 1]!, this.nextRevision));
  }

  react(number: number, by: Person): GroupStep {
    return this.change(reaction(this.entries[number - 1]!, this.nextRevision, by.uuid));
  }

  add(by: Person, ...people: Person[]): GroupStep {
    this.members = [...this.members, ...people];
    return this.changeMembers('added', by, people);
  }

  leave(person: Person): GroupStep {
    this.members = this.members.filter(({ uuid }) => uuid !== person.uuid);
    return this.changeMembers('left', person, [person]);
  }

  remove(person: Person): GroupStep {
    this.members = this.members.filter(({ uuid }) => uuid !== person.uuid);
    return this.changeMembers('removed', this.owner, [person]);
  }

  rename(by: Person, name?: string): GroupStep {
    this.name = name;
    return this.changeMembers('renamed', by, []);
  }

  handOver(to: Person): GroupStep {
    const by = this.owner;
    this.owner = to;
    return this.changeMembers('owner_changed', by, [to]);
  }

  private get nextRevision(): number {
    return this.revisions.length + 1;
  }

  private changeMembers(kind: MembershipKind, by: Person, subjects: Person[]): GroupStep {
    const number = this.entries.length + 1;
    const revision = this.nextRevision;
    const counted = { members_at: number, member_count: this.members.length };
    const entry: MessageItem = {
      ...this.nextEntry(by, ''),
      ...counted,
      kind,
      revision,
      members: toMemberBytes(this.members.map(({ uuid }) => uuid)),
      subjects: subjects.map(attributeOf),
      owner_uuid: this.owner.uuid,
      ...(this.name !== undefined && { group_name: this.name }),
      history: this.history,
    };
    const item: RevisionItem = {
      ...revisionKey(this.groupUuid, revision),
      ...counted,
      kind: 'members',
      message_group_uuid: this.groupUuid,
      revision,
      number,
      user_uuid: by.uuid,
      sender_uuid: by.uuid,
      created_at: entry.created_at,
    };
    const memberships = subjects.flatMap((subject) => this.membershipAfter(kind, subject, number, revision) ?? []);
    for (const membership of memberships) this.memberships.set(membership.sk.slice(1), membership);
    this.entries.push(entry);
    this.revisions.push(item);
    return this.step([item, ...memberships, entry, this.conversation], eventOfEntry(entry));
  }

  private membershipAfter(
    kind: MembershipKind,
    { uuid }: Person,
    number: number,
    revision: number,
  ): MembershipItem | undefined {
    const before = this.memberships.get(uuid)?.spans ?? (this.isFirst(uuid) ? [WHOLE] : []);
    const changed = { ...membershipKey(this.groupUuid, uuid), changed_at: number };
    if (kind === 'added') {
      const from = this.history === 'all' ? WHOLE : { from_number: number, from_revision: revision };
      return { ...changed, spans: this.history === 'all' ? [from] : [...before, from] };
    }
    if (kind !== 'left' && kind !== 'removed') return undefined;
    const closed = { ...before.at(-1)!, until_number: number, until_revision: revision };
    return { ...changed, spans: [...before.slice(0, -1), closed] };
  }

  private isFirst(uuid: string): boolean {
    return this.firstMembers.some((person) => person.uuid === uuid);
  }

  private change({ entry, item, reactor }: Change): GroupStep {
    const { members_at, member_count } = this.conversation;
    const revision = { ...item, members_at, member_count };
    this.entries[entry.number - 1] = entry;
    this.revisions.push(revision);
    return this.step([revision, entry, ...(reactor ? [reactor] : [])], eventOfRevision(revision));
  }

  private step(items: TableKey[], event: GroupEvent): GroupStep {
    this.steps.push({ items, event });
    return { items, event };
  }

  private nextEntry(sender: Person, message: string): MessageItem {
    const number = this.entries.length + 1;
    return {
      ...messageKey(this.groupUuid, number),
      message_group_uuid: this.groupUuid,
      number,
      message_uuid: randomUUID(),
      message,
      user_uuid: sender.uuid,
      user_handle: sender.handle,
      user_display_name: sender.displayName,
      created_at: new Date(this.startedAt + number * 1_000).toISOString(),
    };
  }
}

/** One transaction. */
export async function writeStep(
  documents: DynamoDBDocumentClient,
  TableName: string,
  { items }: Pick<GroupStep, 'items'>,
): Promise<void> {
  const TransactItems = items.map((Item) => ({ Put: { TableName, Item } }));
  await documents.send(new TransactWriteCommand({ TransactItems }));
}

/** As the relay publishes it. */
function eventOfEntry(entry: MessageItem): EventOf<typeof ENTRY_EVENTS> {
  const subject = entry.message_group_uuid;
  const attributes = { id: `${entry.pk}/${entry.sk}`, source: 'test', time: entry.created_at, subject };
  return entry.kind === undefined
    ? { ...attributes, type: MESSAGE_SENT, data: ENTRY_EVENTS[MESSAGE_SENT].parse(entry) }
    : { ...attributes, type: MEMBERS_CHANGED, data: ENTRY_EVENTS[MEMBERS_CHANGED].parse(entry) };
}

const WHOLE: SpanAttribute = { from_number: 1, from_revision: 1 };

const attributeOf = ({ uuid, handle, displayName }: Person): MemberAttribute => ({
  uuid,
  handle,
  display_name: displayName,
});
