import fc from 'fast-check';
import type { Person, PresentedChanges, PresentedMessage } from '@app/common/contracts';
import { aPerson } from '../../../../test/support/builders';
import { ChangedConversation, type Transaction } from '../../test/changed-conversation';
import { ConversationInPieces } from '../../test/conversation-in-pieces';
import { readingOn } from '../../test/reading-on';
import type { MissedChangesService } from './missed-changes.service';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const [READER, OTHER] = [aPerson('reader'), aPerson('other')];

/** What one person writes next; `who` and `place` are taken modulo what there is. */
interface Write {
  kind: 'send' | 'reply' | 'edit' | 'remove' | 'react';
  isReader: boolean;
  place: number;
  /** So many of its items, from this one on, can be seen before the others. */
  seen: number;
  first: number;
}

/** The same conversation in the table, and as it is in truth. */
class Scene {
  readonly truth = new ChangedConversation({ groupUuid: GROUP, members: [READER, OTHER] });
  readonly table = new ConversationInPieces();
  readonly changes = readingOn(this.table.client).changes;

  constructor() {
    this.table.write(this.truth.send(OTHER, 'first'));
  }

  write(write: Write): void {
    const transaction = this.transactionOf(write);
    const first = write.first % transaction.length;
    this.table.write([...transaction.slice(first), ...transaction.slice(0, first)], write.seen);
  }

  private transactionOf({ kind, isReader, place }: Write): Transaction {
    const { truth } = this;
    const person: Person = isReader ? READER : OTHER;
    const number = 1 + (place % truth.entries.length);
    const text = `${kind} ${place}`;
    if (kind === 'send') return truth.send(person, text);
    if (kind === 'reply') return truth.send(person, text, number);
    if (truth.entry(number).deleted_at !== undefined) return truth.send(person, text);
    if (kind === 'edit') return truth.edit(number, text);
    if (kind === 'remove') return truth.remove(number);
    return truth.react(number, person, place % 2 ? '👍' : '🎉');
  }

  /** What a reader of all of it would know. */
  all(): Map<number, object> {
    return new Map(
      this.truth.entries.map(({ number, message, reactions = {}, deleted_at, revision = 0, reply_to }) => [
        number,
        {
          message,
          revision,
          deleted: deleted_at !== undefined,
          reply_to: reply_to ?? null,
          reactions: Object.keys(reactions)
            .sort()
            .map((emoji) => [emoji, reactions[emoji], this.truth.emojisOf(number, READER).includes(emoji)]),
        },
      ]),
    );
  }
}

/** A client as docs/rest-api.md has it: of two copies of an entry the one with the higher revision counts, or the later one. */
class Client {
  readonly entries = new Map<number, PresentedMessage>();
  number = 0;
  revision = 0;

  constructor(private readonly changes: MissedChangesService) {}

  async ask(limit: number): Promise<PresentedChanges> {
    const { number: afterNumber, revision: afterRevision } = this;
    const answer = await this.changes.changes(GROUP, { readerUuid: READER.uuid, afterNumber, afterRevision, limit });
    expect(answer.entries.length + answer.revisions.length).toBeLessThanOrEqual(limit);
    for (const entry of answer.entries) {
      expect(entry.number).toBe(++this.number);
      this.entries.set(entry.number, entry);
    }
    for (const { revision, number, message } of answer.revisions) {
      expect(revision).toBe(++this.revision);
      expect(message.number).toBe(number);
      const known = this.entries.get(number);
      expect(known).toBeDefined();
      if (message.revision >= known!.revision) this.entries.set(number, message);
    }
    return answer;
  }

  all(): Map<number, object> {
    return new Map(
      [...this.entries].map(([number, { message, revision, deleted_at, reply_to, reactions }]) => [
        number,
        {
          message,
          revision,
          deleted: deleted_at !== null,
          reply_to: reply_to?.number ?? null,
          reactions: reactions.map(({ emoji, count, own }) => [emoji, count, own]).sort(),
        },
      ]),
    );
  }
}

const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom('send', 'reply', 'edit', 'remove', 'react', 'react'),
  isReader: fc.boolean(),
  place: fc.nat(11),
  seen: fc.nat(4),
  first: fc.nat(4),
});
/** Before each item that is read so many writes happen, and every so often what is unseen of them appears. */
const pace = fc.record({
  writes: fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 1, maxLength: 60 }),
  appearAfter: fc.integer({ min: 1, max: 60 }),
});
type Pace = { writes: number[]; appearAfter: number };
const limits = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 });

/** Reads and writes side by side, as the pace says. */
function writing(scene: Scene, writes: Write[], pace: Pace): void {
  const left = [...writes];
  let step = 0;
  scene.table.between = () => {
    for (const next of left.splice(0, pace.writes[step++ % pace.writes.length])) scene.write(next);
    if (step % pace.appearAfter === 0) scene.table.appear();
  };
}

function atRest(scene: Scene): void {
  scene.table.between = () => undefined;
  scene.table.appear();
}

describe('a client that asks for changes again and again', () => {
  it('comes to the state of the table, wherever it stopped and whatever is written between any two items that are read', async () => {
    const property = fc.asyncProperty(
      fc.array(write, { maxLength: 40 }),
      fc.array(write, { maxLength: 40 }),
      pace,
      limits,
      async (before, meanwhile, pace, limits) => {
        const scene = new Scene();
        for (const each of before) scene.write(each);
        const client = new Client(scene.changes);
        writing(scene, meanwhile, pace);
        for (const limit of limits) await client.ask(limit);
        atRest(scene);
        for (let round = 0; (await client.ask(limits[round % limits.length]!)).has_more; round += 1) {
          expect(round).toBeLessThan(300);
        }
        expect(client.all()).toEqual(scene.all());
      },
    );
    await fc.assert(property, { numRuns: 400 });
  });

  it('is told entries up to a gap, no revision then, and to ask again', async () => {
    const scene = new Scene();
    scene.table.write(scene.truth.edit(1, 'edited'));
    scene.table.write(scene.truth.send(OTHER, 'not to be seen yet'), 0);
    scene.table.write(scene.truth.send(OTHER, 'third'));
    const client = new Client(scene.changes);
    expect(await client.ask(10)).toMatchObject({ entries: [{ number: 1 }], revisions: [], has_more: true });
    scene.table.appear();
    const { entries, revisions, has_more } = await client.ask(10);
    expect([entries.length, revisions.length, has_more]).toEqual([2, 1, false]);
  });

  it('is told to ask again if and only if there is more', async () => {
    const property = fc.asyncProperty(fc.array(write, { maxLength: 30 }), limits, async (writes, limits) => {
      const scene = new Scene();
      for (const each of writes) scene.write(each);
      atRest(scene);
      const client = new Client(scene.changes);
      for (const limit of limits) {
        const { has_more } = await client.ask(limit);
        const { entries, revisions } = scene.truth;
        expect(has_more).toBe(client.number < entries.length || client.revision < revisions.length);
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });
});
