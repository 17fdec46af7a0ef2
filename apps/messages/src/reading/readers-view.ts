import { Injectable } from '@nestjs/common';
import { type BesideMessage, type Message, type PresentedMessage, presentMessage } from '@app/common/contracts';
import type { Entry } from '@app/common/table';
import { AsSeen } from './as-seen';
import { EntriesStore } from './entries.store';
import { ReaderSpans } from './reader-spans';

/** What one reader is told beside a message. */
export interface ReaderBeside extends BesideMessage {
  /** The last revision in which the reader has reacted to it, as far as was read: 0 where the message has no reactions. */
  ownRevision: number;
}

/** Messages as one member sees them: with the reactions of this reader told apart, and with what a message answers. */
@Injectable()
export class ReadersView {
  constructor(
    private readonly store: EntriesStore,
    private readonly spans: ReaderSpans,
    private readonly seen: AsSeen,
  ) {}

  /** Messages of one conversation that the reader may see, at the cost of `beside`. */
  async present(messages: Message[], readerUuid: string): Promise<PresentedMessage[]> {
    const beside = await this.beside(messages, readerUuid);
    return messages.map((message, index) => presentMessage(message, beside[index]));
  }

  /**
   * What to tell beside each of these messages of one conversation, in their order. One request asks for the reader's own
   * reactions to those that have any, and for what is answered and is not among them; without either there is none. One more
   * says what of a group's answered messages the reader may see.
   */
  async beside(messages: Message[], readerUuid: string): Promise<ReaderBeside[]> {
    const [first] = messages;
    if (!first) return [];
    const { groupUuid } = first;
    const present = newestCopies(messages);
    const quoted = messages.flatMap(({ replyTo }) => (replyTo === undefined ? [] : [replyTo]));
    const { entries, reactors } = await this.store.find(groupUuid, {
      entries: quoted.filter((number) => !present.has(number)),
      reactedBy: { readerUuid, numbers: messages.filter(hasReactions).map(({ number }) => number) },
    });
    const elsewhere = await this.visible(groupUuid, [...entries.values()], readerUuid);
    return messages.map(({ number, replyTo = 0 }) => ({
      ownEmojis: reactors.get(number)?.emojis,
      ownRevision: reactors.get(number)?.revision ?? 0,
      quoted: present.get(replyTo) ?? elsewhere.get(replyTo),
    }));
  }

  /** What the message answers, as that is now: one read where it answers any, and one more in a group. */
  async quotedBy({ groupUuid, replyTo }: Message, readerUuid: string): Promise<Message | undefined> {
    if (replyTo === undefined) return undefined;
    const { entries } = await this.store.find(groupUuid, { entries: [replyTo] });
    return (await this.visible(groupUuid, [...entries.values()], readerUuid)).get(replyTo);
  }

  private async visible(groupUuid: string, entries: Entry[], readerUuid: string): Promise<Map<number, Message>> {
    const [first] = entries;
    if (!first) return new Map();
    const spans = await this.spans.of(groupUuid, readerUuid, first);
    const messages = entries.map(({ message }) => message);
    return new Map((await this.seen.messages(groupUuid, messages, spans)).map((each) => [each.number, each]));
  }
}

export const hasReactions = ({ reactions = {} }: Message): boolean => Object.keys(reactions).length > 0;

/** Where a message is there twice, the copy that was read later. */
function newestCopies(messages: Message[]): Map<number, Message> {
  const newest = new Map<number, Message>();
  for (const message of messages) {
    const other = newest.get(message.number);
    if (!other || (message.revision ?? 0) >= (other.revision ?? 0)) newest.set(message.number, message);
  }
  return newest;
}
