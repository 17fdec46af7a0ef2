import { isOpen, type Span } from '@app/common/contracts';
import { fromMemberBytes, type MessageItem, type RevisionItem, type SpanAttribute } from '@app/common/table';
import { range } from '../../support/range';
import type { AcceptedSend } from './group-traffic';
import type { StoredGroup } from './stored-group';

/** Who is in a group behind one entry. */
interface Place {
  number: number;
  revision: number;
  members: string[];
  owner: string;
  name: string | undefined;
}

/** A group as its entries tell it, one after the other, by brute force; in which who joins sees what follows. */
export class ReplayedGroup {
  readonly wrong: string[] = [];
  /** Of everybody who was ever in it. */
  readonly spans = new Map<string, Span[]>();
  private readonly places: Place[] = [];

  constructor(
    readonly stored: StoredGroup,
    accepted: readonly AcceptedSend[],
  ) {
    this.expectGapless();
    for (const entry of stored.entries) this.take(entry);
    for (const revision of stored.revisions) this.takeRevision(revision);
    for (const send of accepted) this.expectStored(send);
    this.expectConversation();
    this.expectMemberships();
  }

  get last(): MessageItem {
    return this.stored.entries.at(-1)!;
  }

  get now(): Place {
    return this.places.at(-1)!;
  }

  /** What a person may see, by number. */
  seenBy(userUuid: string): MessageItem[] {
    const spans = this.spans.get(userUuid) ?? [];
    return this.stored.entries.filter(({ number }) =>
      spans.some(({ fromNumber, untilNumber = Infinity }) => fromNumber <= number && number <= untilNumber),
    );
  }

  private expectGapless(): void {
    const { entries, revisions } = this.stored;
    this.expectEqual(
      'numbers',
      entries.map(({ number }) => number),
      range(entries.length).map((i) => i + 1),
    );
    this.expectEqual(
      'revisions',
      revisions.map(({ revision }) => revision),
      range(revisions.length).map((i) => i + 1),
    );
  }

  private take(entry: MessageItem): void {
    if (entry.kind === undefined) this.expectMember(`message ${entry.number}`, entry, this.now);
    else this.change(entry);
  }

  /** Each message and each change is of who is a member as of the change of the membership before it. */
  private expectMember(what: string, item: MessageItem | RevisionItem, { number, members }: Place): void {
    this.expectEqual(`members_at of ${what}`, [item.members_at, item.member_count], [number, members.length]);
    if (!members.includes(item.user_uuid)) this.wrong.push(`${what} is of who is no member`);
  }

  private change(entry: MessageItem): void {
    const { number, kind, subjects = [] } = entry;
    const uuids = subjects.map(({ uuid }) => uuid);
    const before = this.places.at(-1)?.members ?? [];
    const named = fromMemberBytes(Buffer.from(entry.members ?? []).toString('base64'));
    const members = { created: named, added: [...before, ...uuids] }[kind!] ?? before;
    const left = kind === 'left' || kind === 'removed' ? members.filter((uuid) => !uuids.includes(uuid)) : members;
    this.expectEqual(`members of entry ${number}`, named.toSorted(), left.toSorted());
    const isHis = kind === 'created' || before.includes(entry.user_uuid);
    if (!isHis) this.wrong.push(`entry ${number} (${kind}) is by who is no member`);
    if (kind === 'removed' && this.now.owner !== entry.user_uuid) this.wrong.push(`entry ${number} is not the owner's`);
    this.expectEqual(`members_at of entry ${number}`, [entry.members_at, entry.member_count], [number, left.length]);
    const revision = this.revisionOf(entry);
    this.move(kind!, kind === 'created' ? named : uuids, { number, revision });
    const { owner_uuid: owner = '', group_name: name } = entry;
    this.places.push({ number, revision, members: left, owner, name });
    if (!left.includes(owner)) this.wrong.push(`the owner of entry ${number} is no member`);
  }

  /** That of the change itself; reactions to its entry are later ones. */
  private revisionOf({ number, revision = 0 }: MessageItem): number {
    const [own, another] = this.stored.revisions.filter((each) => each.kind === 'members' && each.number === number);
    if (!own || another || own.revision > revision)
      this.wrong.push(`entry ${number} has not the one revision of its own`);
    return own?.revision ?? 0;
  }

  private move(kind: string, uuids: string[], { number, revision }: Pick<Place, 'number' | 'revision'>): void {
    for (const uuid of uuids) {
      const spans = this.spans.get(uuid) ?? [];
      if (kind === 'created' || kind === 'added') {
        if (isOpen(spans)) this.wrong.push(`entry ${number} adds who is a member`);
        this.spans.set(uuid, [...spans, { fromNumber: number, fromRevision: revision }]);
      }
      if (kind !== 'left' && kind !== 'removed') continue;
      if (!isOpen(spans)) this.wrong.push(`entry ${number} takes away who is no member`);
      const closed = (span: Span) => ({ ...span, untilNumber: number, untilRevision: revision });
      this.spans.set(
        uuid,
        spans.map((span) => (span.untilNumber === undefined ? closed(span) : span)),
      );
    }
  }

  private takeRevision(item: RevisionItem): void {
    if (item.kind === 'members') return;
    const place = this.places.findLast(({ revision }) => revision < item.revision)!;
    this.expectMember(`revision ${item.revision}`, item, place);
    const strangers = (item.changes ?? []).filter((change) => !place.members.includes(change.user_uuid));
    if (strangers.length > 0) this.wrong.push(`revision ${item.revision} has reactions of who is no member`);
  }

  private expectStored({ number, senderUuid, text }: AcceptedSend): void {
    const entry = this.stored.entries[number - 1];
    const isThere = entry?.user_uuid === senderUuid && [text, `${text}, edited`].includes(entry.message);
    if (!isThere) this.wrong.push(`what was accepted as ${number} is not there`);
  }

  private expectConversation(): void {
    const { conversation } = this.stored;
    const { number, members, owner, name } = this.now;
    if (conversation.kind !== 'group') throw new Error('it is no group');
    const { members_at, member_count, owner_uuid, group_name } = conversation;
    this.expectEqual(
      'the conversation',
      [members_at, member_count, owner_uuid, group_name],
      [number, members.length, owner, name],
    );
  }

  private expectMemberships(): void {
    for (const [uuid, spans] of this.spans) {
      const item = this.stored.memberships.get(uuid);
      const isAsAtTheStart = spans.length === 1 && spans[0]!.fromNumber === 1 && isOpen(spans);
      const expected = isAsAtTheStart ? undefined : spans.map(asNumbers);
      this.expectEqual(`the spans of ${uuid}`, item && numbersOf(item.spans), expected);
    }
    for (const uuid of this.stored.memberships.keys()) {
      if (!this.spans.has(uuid)) this.wrong.push(`spans of ${uuid}, who never was a member`);
    }
  }

  private expectEqual(what: string, found: unknown, expected: unknown): void {
    const [one, other] = [found, expected].map((value) => JSON.stringify(value));
    if (one !== other) this.wrong.push(`${what}: ${one}, not ${other}`);
  }
}

/** Of each span its ends. */
export const numbersOf = (spans: readonly SpanAttribute[]): unknown[] =>
  spans.map((span) => [span.from_number, span.from_revision, span.until_number, span.until_revision]);

export const asNumbers = ({ fromNumber, fromRevision, untilNumber, untilRevision }: Span): unknown[] => [
  ...[fromNumber, fromRevision, untilNumber, untilRevision],
];
