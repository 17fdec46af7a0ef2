import { Injectable } from '@nestjs/common';
import { type BesideMessage, type Message, type PresentedMessage, presentMessage } from '@app/common/contracts';
import { EntriesStore } from './entries.store';

/** What one reader is told beside a message. */
export interface ReaderBeside extends BesideMessage {
  /** The last revision in which the reader has reacted to it, as far as was read: 0 where the message has no reactions. */
  ownRevision: number;
}

/** Messages as one member sees them: with the reactions of this reader told apart, and with what a message answers. */
@Injectable()
export class ReadersView {
  constructor(private readonly store: EntriesStore) {}

  /** Messages of one conversation, at the cost of `beside`. */
  async present(messages: Message[], readerUuid: string): Promise<PresentedMessage[]> {
    const beside = await this.beside(messages, readerUuid);
    return messages.map((message, index) => presentMessage(message, beside[index]));
  }

  /**
   * What to tell beside each of these messages of one conversation, in their order. One request asks for the reader's own
   * reactions to those that have any, and for what is answered and is not among them; without either there is none.
   */
  async beside(messages: Message[], readerUuid: string): Promise<ReaderBeside[]> {
    const [first] = messages;
    if (!first) return [];
    const present = newestCopies(messages);
    const quoted = messages.flatMap(({ replyTo }) => (replyTo === undefined ? [] : [replyTo]));
    const { entries, reactors } = await this.store.find(first.groupUuid, {
      entries: quoted.filter((number) => !present.has(number)),
      reactedBy: { readerUuid, numbers: messages.filter(hasReactions).map(({ number }) => number) },
    });
    return messages.map(({ number, replyTo = 0 }) => ({
      ownEmojis: reactors.get(number)?.emojis,
      ownRevision: reactors.get(number)?.revision ?? 0,
      quoted: present.get(replyTo) ?? entries.get(replyTo),
    }));
  }

  /** What the message answers, as that is now: one read where it answers any. */
  async quotedBy({ groupUuid, replyTo }: Message): Promise<Message | undefined> {
    if (replyTo === undefined) return undefined;
    return (await this.store.find(groupUuid, { entries: [replyTo] })).entries.get(replyTo);
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
