import fc from 'fast-check';
import { type Changes, ConversationCopy, type Entry, type Place } from './conversation-copy';

interface Message extends Entry {
  text: string;
}

/** A conversation as the service has it: it tells entries first, then the revisions of entries that were told. */
class ServedConversation {
  readonly entries: Message[] = [];
  readonly revised: number[] = [];
  asked = 0;

  write(): void {
    this.entries.push({ number: this.entries.length + 1, revision: 0, text: 'as sent' });
  }

  change(number: number): void {
    this.revised.push(number);
    this.entries[number - 1] = { number, revision: this.revised.length, text: `changed by ${this.revised.length}` };
  }

  page(limit: number) {
    return { entries: this.entries.slice(-limit), number: this.entries.length, revision: this.revised.length };
  }

  before(number: number, limit: number): Message[] {
    return this.entries.slice(Math.max(0, number - 1 - limit), number - 1);
  }

  changes(limit: number, between: () => void = () => undefined): (after: Place) => Promise<Changes<Message>> {
    return ({ number, revision }) => {
      this.asked++;
      const entries = this.entries.slice(number, number + limit);
      const all = number + entries.length === this.entries.length;
      const revisions = all ? this.revised.slice(revision, revision + limit - entries.length) : [];
      const answer = {
        entries,
        revisions: revisions.map((of, place) => ({ revision: revision + place + 1, message: this.entries[of - 1]! })),
        has_more: !all || revision + revisions.length < this.revised.length,
      };
      between();
      return Promise.resolve(answer);
    };
  }
}

describe('ConversationCopy', () => {
  let conversation: ServedConversation;
  beforeEach(() => (conversation = new ServedConversation()));

  /** A number writes, or changes the entry at that place of the conversation. */
  const happen = (what: number): void => {
    if (what < 0.5 || conversation.entries.length === 0) conversation.write();
    else conversation.change(1 + Math.floor((what - 0.5) * 2 * conversation.entries.length));
  };
  /** Doubles would nearly all be tiny, since most of them are. */
  const anything = fc.noBias(fc.integer({ min: 0, max: 999 })).map((thousandths) => thousandths / 1000);
  const happenings = fc.array(anything, { maxLength: 20 });

  it('is what the service has, whatever happens before and while it is read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happenings, { maxLength: 4 }),
        happenings,
        fc.integer({ min: 1, max: 5 }),
        async (rounds, meanwhile, limit) => {
          conversation = new ServedConversation();
          const left = [...meanwhile];
          const between = () => left.splice(0, 1).forEach(happen);
          let copy = new ConversationCopy(conversation.changes(limit, between));
          for (const round of rounds) {
            round.forEach(happen);
            await copy.catchUp();
            copy = new ConversationCopy(conversation.changes(limit, between), structuredClone(copy.known));
          }
          left.splice(0).forEach(happen);
          await copy.catchUp();
          expect(copy.entries).toEqual(conversation.entries);
        },
      ),
    );
  });

  it('begins with the newest page, and has nothing before it', async () => {
    for (let n = 0; n < 10; n++) conversation.write();
    conversation.change(2);
    const copy = new ConversationCopy(conversation.changes(50), conversation.page(3));
    conversation.change(1);
    conversation.change(9);
    conversation.write();
    await copy.catchUp();
    expect(copy.entries).toEqual(conversation.entries.slice(7));
  });

  it('keeps the newer of two copies of an entry', () => {
    const copy = new ConversationCopy<Message>(conversation.changes(50));
    copy.take({ number: 1, revision: 2, text: 'newer' });
    copy.take({ number: 1, revision: 1, text: 'older' });
    expect(copy.entries).toEqual([{ number: 1, revision: 2, text: 'newer' }]);
  });

  it('does not count as known what it was given beyond a gap', async () => {
    for (let n = 0; n < 3; n++) conversation.write();
    const copy = new ConversationCopy(conversation.changes(50));
    copy.take(conversation.entries[2]!);
    expect(copy.known).toEqual({ entries: [], number: 0, revision: 0 });
    await copy.catchUp();
    expect(copy.known.entries).toEqual(conversation.entries);
  });

  it('asks once for all who ask at the same time, and once more for those who ask while it reads', async () => {
    conversation.write();
    const copy = new ConversationCopy(conversation.changes(50));
    await Promise.all([copy.catchUp(), copy.catchUp(), Promise.resolve().then(() => copy.catchUp()), copy.catchUp()]);
    expect(conversation.asked).toBeLessThanOrEqual(2);
  });

  it('can be asked again after a failure, and has lost nothing', async () => {
    conversation.write();
    let fails = true;
    const read = conversation.changes(50);
    const copy = new ConversationCopy((after) => (fails ? Promise.reject(new Error('away')) : read(after)));
    await expect(copy.catchUp()).rejects.toThrow('away');
    fails = false;
    await copy.catchUp();
    expect(copy.entries).toEqual(conversation.entries);
  });

  it('goes back to the beginning, whatever is told and read in between, and has no gap ever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.noBias(fc.integer({ min: 0, max: 15 })),
        happenings,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 5 }),
        async (scheduler, before, meanwhile, limit, lag, failures) => {
          conversation = new ServedConversation();
          for (let n = 0; n < before; n++) conversation.write();
          const step = () => scheduler.schedule(Promise.resolve());
          /** What is asked for is on its way, and so is what is answered. */
          const answered = async <Value>(answer: () => Value | Promise<Value>): Promise<Value> => {
            await step();
            const told = await answer();
            for (let steps = 0; steps < lag; steps++) await step();
            return told;
          };
          const copy = new ConversationCopy(
            (after) => answered(() => conversation.changes(limit)(after)),
            conversation.page(limit),
          );
          const isWithoutGap = (): void => {
            const numbers = copy.entries.map(({ number }) => number).filter((number) => number <= copy.number);
            expect(numbers).toEqual(numbers.map((_number, place) => (numbers[0] ?? 0) + place));
          };
          const live = async (): Promise<void> => {
            for (const what of meanwhile) {
              await step();
              const { length } = conversation.entries;
              happen(what);
              const isNew = conversation.entries.length > length;
              const entry = conversation.entries[(isNew ? length + 1 : conversation.revised.at(-1)!) - 1]!;
              const revision = isNew ? undefined : conversation.revised.length;
              await step();
              if (!copy.takeNext(entry, revision)) void copy.catchUp();
              isWithoutGap();
            }
          };
          const goBack = async (): Promise<void> => {
            while (copy.hasOlder) {
              const fails = failures.shift() === true;
              const reading = copy.readOlder((number) =>
                answered(() => (fails ? Promise.reject(new Error('away')) : conversation.before(number, limit))),
              );
              await reading.catch(() => undefined);
              isWithoutGap();
            }
          };
          await scheduler.waitFor(Promise.all([live(), goBack()]));
          await scheduler.waitFor(copy.catchUp());
          expect(copy.entries).toEqual(conversation.entries);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads older pages once for all who ask at the same time', async () => {
    for (let n = 0; n < 10; n++) conversation.write();
    const copy = new ConversationCopy(conversation.changes(50), conversation.page(3));
    const asked: number[] = [];
    const older = (number: number) => {
      asked.push(number);
      return Promise.resolve(conversation.before(number, 4));
    };
    await Promise.all([copy.readOlder(older), copy.readOlder(older)]);
    expect(copy.entries).toEqual(conversation.entries.slice(3));
    while (copy.hasOlder) await copy.readOlder(older);
    expect([asked, copy.entries]).toEqual([[8, 4], conversation.entries]);
  });

  it('has no more before the first entry that is there for somebody who came later', async () => {
    for (let n = 0; n < 10; n++) conversation.write();
    const copy = new ConversationCopy(conversation.changes(50), conversation.page(3));
    await copy.readOlder(() => Promise.resolve([]));
    expect([copy.hasOlder, copy.entries]).toEqual([false, conversation.entries.slice(7)]);
  });
});
