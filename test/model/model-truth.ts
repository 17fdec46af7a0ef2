import { endOf, isVisible, type Span, WHOLE } from './model-spans';
import { type Entry, MEMBERS, type ModelTable } from './model-table';

/** What one person may see, by brute force: from all that was ever written, in its order. */
export class Truth {
  constructor(private readonly table: ModelTable) {}

  spans(reader: string): readonly Span[] {
    return this.asWritten(reader, Infinity);
  }

  /** As they were when so much was written. */
  asWritten(reader: string, written: number): readonly Span[] {
    const last = this.table.log.slice(0, written).findLast(({ user }) => user === reader);
    return last?.membership.spans ?? (MEMBERS.includes(reader) ? WHOLE : []);
  }

  /** Of the spans those that had begun by when so much was written, with the ends that they have come to. */
  begun(reader: string, written: number): readonly Span[] {
    return this.spans(reader).slice(0, this.asWritten(reader, written).length);
  }

  visible(reader: string): Entry[] {
    const spans = this.spans(reader);
    return [...this.table.entries.values()]
      .filter(({ number }) => isVisible(spans, number))
      .sort((one, other) => one.number - other.number);
  }

  /** The text of an entry as of a revision, as if it were not deleted. */
  text({ number }: Entry, end: number): string {
    const texts = this.table.stream.filter(
      (event) => event.number === number && (event.kind === 'sent' || event.kind === 'edited') && event.revision <= end,
    );
    return texts.reduce((one, other) => (other.revision > one.revision ? other : one), { revision: -1, message: '' })
      .message;
  }

  /** The first revision by which the entry had this text; 0 as it was sent. */
  revisionOf(number: number, text: string): number {
    return Math.min(
      ...this.table.stream.filter((event) => event.number === number && event.message === text).map((e) => e.revision),
    );
  }

  end(reader: string, { number }: Entry): number {
    return endOf(this.spans(reader), number);
  }
}
