import fc from 'fast-check';
import {
  type PresentedChanges,
  type PresentedMessage,
  showsEntry,
  showsRevision,
  type Span,
} from '@app/common/contracts';
import {
  conversationKey,
  type MembershipItem,
  membershipKey,
  type MessageItem,
  messageKey,
  type RevisionItem,
  revisionKey,
  toMemberBytes,
  toSpanAttributes,
} from '@app/common/table';
import { aPerson } from '../../../../test/support/builders';
import type { Transaction } from '../../test/changed-conversation';
import { ConversationInPieces } from '../../test/conversation-in-pieces';
import { readingOn } from '../../test/reading-on';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const [READER, OTHER] = [aPerson('reader'), aPerson('other')];
const NOW = '2026-01-01T00:00:00.000Z';
/** After so many items that are read, what is unseen of the last transaction is to be seen. */
const APPEARS_AFTER = 17;

jest.mock('@app/common/patience', () => ({
  ...jest.requireActual<object>('@app/common/patience'),
  pause: () => Promise.resolve(),
}));

type Write = { kind: 'send' | 'edit' | 'delete' | 'come or go'; place: number; first: number };

/** A group as its writers leave it: each writes behind what can be seen whole. */
class GroupScene {
  readonly table = new ConversationInPieces();
  readonly entries: MessageItem[] = [];
  readonly revisions: RevisionItem[] = [];
  /** The texts that each entry has had, by the revision from which on. */
  readonly texts = new Map<number, Map<number, string>>();
  spans: Span[] = [{ fromNumber: 1, fromRevision: 1 }];
  private membersAt = 1;

  constructor(private readonly history: 'joined' | 'all') {
    this.table.write(this.change('created', [READER.uuid, OTHER.uuid]));
  }

  /** Of what it writes one item can be seen until the next write comes. */
  write(write: Write): void {
    this.table.appear();
    const transaction = this.transactionOf(write);
    const first = write.first % transaction.length;
    this.table.write([...transaction.slice(first), ...transaction.slice(0, first)], 1);
  }

  private transactionOf({ kind, place }: Write): Transaction {
    if (kind === 'come or go') return this.comeOrGo();
    const number = 1 + (place % this.entries.length);
    const entry = this.entries[number - 1]!;
    if (kind === 'send' || entry.kind !== undefined || entry.deleted_at !== undefined) return [this.send()];
    return kind === 'edit' ? this.edit(entry) : this.remove(entry);
  }

  private send(): MessageItem {
    const number = this.entries.length + 1;
    this.texts.set(number, new Map([[0, `sent ${number}`]]));
    return this.put({ ...this.blank(number), message: `sent ${number}` });
  }

  private edit(entry: MessageItem): Transaction {
    const revision = this.revise('edited', entry.number);
    const message = `edit ${revision.revision}`;
    this.texts.get(entry.number)!.set(revision.revision, message);
    const edit_revisions = [...(entry.edit_revisions ?? []), revision.revision];
    const edited = { ...entry, message, edited_at: NOW, edit_revisions, revision: revision.revision };
    return [this.keep({ ...revision, message, message_before: entry.message }), this.put(edited)];
  }

  private remove(entry: MessageItem): Transaction {
    const revision = this.revise('deleted', entry.number);
    const edits = this.revisions.filter(({ kind, number }) => kind === 'edited' && number === entry.number);
    const emptied = edits.map((each) => this.keep({ ...each, message: '', message_before: '' }));
    const deleted = { ...entry, message: '', deleted_at: NOW, revision: revision.revision };
    return [this.keep(revision), this.put(deleted), ...emptied];
  }

  private comeOrGo(): Transaction {
    const isIn = this.spans.some(({ untilNumber }) => untilNumber === undefined);
    const [number, revision] = [this.entries.length + 1, this.revisions.length + 1];
    const from =
      this.history === 'all' ? { fromNumber: 1, fromRevision: 1 } : { fromNumber: number, fromRevision: revision };
    this.spans = isIn
      ? this.spans.map((span) => ({ untilNumber: number, untilRevision: revision, ...span }))
      : [...this.spans, from];
    const item: MembershipItem = {
      ...membershipKey(GROUP, READER.uuid),
      spans: toSpanAttributes(this.spans),
      changed_at: number,
    };
    return [...this.change(isIn ? 'removed' : 'added', isIn ? [OTHER.uuid] : [OTHER.uuid, READER.uuid]), item];
  }

  private change(kind: string, memberUuids: string[]): Transaction {
    const number = this.entries.length + 1;
    this.membersAt = number;
    const members = { members: toMemberBytes(memberUuids), subjects: [], owner_uuid: OTHER.uuid };
    const entry = this.put({ ...this.blank(number), kind, ...members, revision: this.revisions.length + 1 });
    const revision = this.keep(this.revise('members', number));
    const conversation = {
      ...conversationKey(GROUP),
      ...{ message_group_uuid: GROUP, kind: 'group', owner_uuid: OTHER.uuid, history: this.history, created_at: NOW },
      ...{ members_at: number, member_count: memberUuids.length },
    };
    return [entry, revision, conversation];
  }

  private blank(number: number): MessageItem {
    return {
      ...messageKey(GROUP, number),
      ...{ message_group_uuid: GROUP, number, message_uuid: `m${number}`, message: '', created_at: NOW },
      ...{ user_uuid: OTHER.uuid, user_handle: OTHER.handle, user_display_name: OTHER.displayName },
      ...{ members_at: this.membersAt, member_count: 2 },
    };
  }

  private revise(kind: RevisionItem['kind'], number: number): RevisionItem {
    const revision = this.revisions.length + 1;
    return {
      ...revisionKey(GROUP, revision),
      ...{ kind, message_group_uuid: GROUP, revision, number, user_uuid: OTHER.uuid, sender_uuid: OTHER.uuid },
      ...{ created_at: NOW, members_at: this.membersAt, member_count: 2 },
    };
  }

  private put(entry: MessageItem): MessageItem {
    return (this.entries[entry.number - 1] = entry);
  }

  private keep(revision: RevisionItem): RevisionItem {
    return (this.revisions[revision.revision - 1] = revision);
  }

  /** As of which revision the reader may see the text of an entry. */
  endOf(number: number): number {
    const ends = this.spans.filter((span) => showsEntry([span], number)).map((span) => span.untilRevision ?? Infinity);
    return Math.max(...ends);
  }

  textOf(number: number): string {
    const texts = [...(this.texts.get(number) ?? [])].filter(([revision]) => revision <= this.endOf(number));
    return texts.at(-1)?.[1] ?? '';
  }
}

const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom('send', 'send', 'edit', 'edit', 'delete', 'come or go', 'come or go'),
  place: fc.nat(11),
  first: fc.nat(4),
});
const plan = fc.record({
  history: fc.constantFrom<'joined' | 'all'>('joined', 'all'),
  writes: fc.array(write, { maxLength: 40 }),
  pace: fc.array(fc.constantFrom(0, 0, 0, 0, 1), { minLength: 1, maxLength: 40 }),
  limits: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
});

describe('a client of who comes and goes', () => {
  it('is told all that may be seen and nothing else, whatever is written between any two items that are read', async () => {
    const property = fc.asyncProperty(plan, async ({ history, writes, pace, limits }) => {
      const scene = new GroupScene(history);
      const { changes } = readingOn(scene.table.client);
      const left = [...writes];
      let step = 0;
      scene.table.between = () => {
        for (const next of left.splice(0, pace[step++ % pace.length])) scene.write(next);
        if (step % APPEARS_AFTER === 0) scene.table.appear();
      };
      const copies = new Map<number, PresentedMessage>();
      let [number, revision] = [0, 0];
      const answers: { answer: PresentedChanges; begun: number }[] = [];
      const ask = async (limit: number): Promise<boolean> => {
        const query = { readerUuid: READER.uuid, afterNumber: number, afterRevision: revision, limit };
        const answer = await changes.changes(GROUP, query);
        answers.push({ answer, begun: scene.spans.length });
        for (const each of [...answer.entries, ...answer.revisions.map(({ message }) => message)]) {
          if (each.revision >= (copies.get(each.number)?.revision ?? 0)) copies.set(each.number, each);
        }
        number = answer.entries.at(-1)?.number ?? number;
        revision = answer.revisions.at(-1)?.revision ?? revision;
        return answer.has_more;
      };
      for (const limit of limits) await ask(limit);
      scene.table.between = () => undefined;
      for (const each of left) scene.write(each);
      scene.table.appear();
      for (let round = 0; await ask(limits[round % limits.length]!); round += 1) expect(round).toBeLessThan(200);

      for (const { answer, begun } of answers) checkAnswer(scene, answer, scene.spans.slice(0, begun));
      const visible = scene.entries.filter((entry) => showsEntry(scene.spans, entry.number));
      expect([...copies.keys()].sort((one, other) => one - other)).toEqual(visible.map((entry) => entry.number));
      for (const entry of visible) {
        // A deletion after the end is told by pages alone.
        if (entry.deleted_at !== undefined && entry.revision! > scene.endOf(entry.number)) continue;
        const text = entry.deleted_at === undefined ? scene.textOf(entry.number) : '';
        expect(copies.get(entry.number)!.message).toBe(text);
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });

  function checkAnswer(scene: GroupScene, { entries, revisions }: PresentedChanges, spans: Span[]): void {
    for (const { number, message } of [...entries, ...revisions.map((each) => each.message)]) {
      expect(showsEntry(spans, number)).toBe(true);
      const since = [...(scene.texts.get(number) ?? [])].find(([, text]) => text === message)?.[0] ?? 0;
      expect(since).toBeLessThanOrEqual(scene.endOf(number));
    }
    for (const { revision, number } of revisions) expect(showsRevision(spans, revision, number)).toBe(true);
  }
});
