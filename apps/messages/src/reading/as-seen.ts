import { Injectable } from '@nestjs/common';
import { endOf, type Message, showsEntry, type Span } from '@app/common/contracts';
import type { Entry, Revision } from '@app/common/table';
import { whileContended } from '../conversations/requests/while-contended';
import { EntriesStore } from './entries.store';

/**
 * Entries as the reader with some spans may see them: what is hidden is left out, and what has changed after the end of the
 * spans is as it was by then. Reactions are left out there: how they were is not kept. What is deleted is gone all the same.
 */
@Injectable()
export class AsSeen {
  constructor(private readonly store: EntriesStore) {}

  /** Without a request where nothing has changed after an end. */
  async messages(groupUuid: string, messages: readonly Message[], spans: readonly Span[]): Promise<Message[]> {
    const visible = messages.filter(({ number }) => showsEntry(spans, number));
    const later = visible.filter((message) => hasChangedAfter(message, endOf(spans, message.number)));
    if (later.length === 0) return visible;
    const before = await whileContended(() => this.before(groupUuid, later, spans));
    return visible.map((message) => before.get(message.number) ?? message);
  }

  /** An entry may be seen a moment before the revision that has edited it, and may be deleted meanwhile. */
  private async before(
    groupUuid: string,
    later: Message[],
    spans: readonly Span[],
  ): Promise<Map<number, Message> | 'contended'> {
    const edited = later.filter(({ editedAt }) => editedAt !== undefined).map(({ number }) => number);
    const { entries } = await this.store.find(groupUuid, { entries: edited });
    const wanted = [...entries.values()].flatMap(({ message: { number }, editRevisions }) =>
      Object.values(aroundEnd(editRevisions, endOf(spans, number))).filter((each) => each !== undefined),
    );
    const found = await this.store.revisions(groupUuid, wanted);
    const revisions = new Map(found.map((revision) => [revision.revision, revision]));
    const before = new Map<number, Message>();
    for (const message of later) {
      const entry = entries.get(message.number) ?? { message, editRevisions: [] };
      const then = asOf(entry, endOf(spans, message.number), revisions);
      if (then === undefined) return 'contended';
      before.set(message.number, then);
    }
    return before;
  }
}

const hasChangedAfter = ({ deletedAt, revision = 0 }: Message, end: number): boolean =>
  deletedAt === undefined && revision > end;

/** The last edit up to the end, and the first behind it. */
export const aroundEnd = (editRevisions: readonly number[], end: number): { last?: number; next?: number } => {
  const last = editRevisions.findLast((revision) => revision <= end);
  const next = editRevisions.find((revision) => revision > end);
  return { ...(last !== undefined && { last }), ...(next !== undefined && { next }) };
};

/** Undefined where not all of it is to be seen. */
function asOf(
  { message, editRevisions }: Entry,
  end: number,
  revisions: ReadonlyMap<number, Revision>,
): Message | undefined {
  if (!hasChangedAfter(message, end)) return message;
  const { revision: _revision, editedAt: _editedAt, reactions: _reactions, ...unchanged } = message;
  const { last, next } = aroundEnd(editRevisions, end);
  const edit = last === undefined ? undefined : revisions.get(last);
  const text = next === undefined ? message.text : revisions.get(next)?.textBefore;
  const isHalf = !message.membership && !text;
  if (text === undefined || isHalf || (last !== undefined && !edit)) return undefined;
  return { ...unchanged, text, ...(edit && { revision: edit.revision, editedAt: edit.createdAt }) };
}
