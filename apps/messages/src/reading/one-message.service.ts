import { Inject, Injectable } from '@nestjs/common';
import {
  endOf,
  type Message,
  presentOneMessage,
  type PresentedReactors,
  type PresentedSentMessage,
  type PresentedVersion,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { Reactor, Revision } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { whileContended } from '../conversations/requests/while-contended';
import { aroundEnd, AsSeen } from './as-seen';
import { EntriesStore } from './entries.store';
import { ReaderSpans } from './reader-spans';
import { hasReactions, ReadersView } from './readers-view';

/** A message as its reader may see it. */
interface SeenEntry {
  message: Message;
  editRevisions: number[];
  /** As of which revision. */
  end: number;
}

/** What a member may see of one message. */
@Injectable()
export class OneMessageService {
  constructor(
    private readonly entries: EntriesStore,
    private readonly spans: ReaderSpans,
    private readonly seen: AsSeen,
    private readonly view: ReadersView,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'MESSAGE_HISTORY'>,
  ) {}

  /** @throws DomainError `message_group_not_found`, `message_not_found`. */
  async message(groupUuid: string, number: number, readerUuid: string): Promise<PresentedSentMessage> {
    const { message } = await this.entry(groupUuid, number, readerUuid);
    const [beside] = await this.view.beside([message], readerUuid);
    return presentOneMessage(message, beside);
  }

  /**
   * The texts that it has had, the original first; none of a deleted message.
   * @throws DomainError as `message`, and `message_history_hidden`.
   */
  async history(groupUuid: string, number: number, readerUuid: string): Promise<PresentedVersion[]> {
    const { message, editRevisions, end } = await this.entry(groupUuid, number, readerUuid);
    if (this.config.MESSAGE_HISTORY === 'nobody') throw new DomainError('message_history_hidden');
    if (message.deletedAt !== undefined) return [];
    const { next } = aroundEnd(editRevisions, end);
    const edits = await this.edits(groupUuid, upTo(editRevisions, next));
    const [first] = edits;
    const original = {
      revision: 0,
      message: first ? (first.textBefore ?? '') : message.text,
      created_at: message.createdAt,
    };
    const versions = [original, ...edits.filter(({ revision }) => revision <= end).map(presentEdit)];
    // A deletion takes all texts out at once, and it may have come since the entry was read.
    return versions.every(({ message: text }) => text !== '') ? versions : [];
  }

  /**
   * Who has reacted with what, the most frequent first.
   * @throws DomainError as `message`.
   */
  async reactors(groupUuid: string, number: number, readerUuid: string): Promise<PresentedReactors[]> {
    const { message } = await this.entry(groupUuid, number, readerUuid);
    return hasReactions(message) ? presentReactors(await this.entries.reactors(groupUuid, number)) : [];
  }

  /** A stranger causes the same requests whether or not there is such a message, or such a conversation. */
  private async entry(groupUuid: string, number: number, readerUuid: string): Promise<SeenEntry> {
    const entry = await this.entries.entry(groupUuid, number);
    const spans = await this.spans.of(groupUuid, readerUuid, entry ?? {});
    const [message] = entry ? await this.seen.messages(groupUuid, [entry.message], spans) : [];
    if (!entry || !message) throw new DomainError('message_not_found');
    return { message, editRevisions: entry.editRevisions, end: endOf(spans, number) };
  }

  /** The entry may be seen a moment before the revision that has edited it. */
  private edits(groupUuid: string, revisions: number[]): Promise<Revision[]> {
    return whileContended(async () => {
      const edits = await this.entries.revisions(groupUuid, revisions);
      return edits.length === revisions.length ? edits : 'contended';
    });
  }
}

/** The edits up to this one; all where there is none. */
const upTo = (editRevisions: number[], last: number | undefined): number[] =>
  editRevisions.filter((revision) => last === undefined || revision <= last);

const presentEdit = ({ revision, text = '', createdAt }: Revision): PresentedVersion => ({
  revision,
  message: text,
  created_at: createdAt,
});

function presentReactors(reactors: Reactor[]): PresentedReactors[] {
  const uuidsOf = new Map<string, string[]>();
  for (const { userUuid, emojis } of reactors) {
    for (const emoji of emojis) uuidsOf.set(emoji, [...(uuidsOf.get(emoji) ?? []), userUuid]);
  }
  return [...uuidsOf]
    .map(([emoji, uuids]) => ({ emoji, count: uuids.length, user_uuids: uuids.sort() }))
    .sort((one, other) => other.count - one.count || (one.emoji < other.emoji ? -1 : 1));
}
