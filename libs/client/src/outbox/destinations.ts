import type { MessageToSend } from '../generated/api.js';

/** Which sends may be into the same conversation, as far as it is known into which one a handle leads. */
export class Destinations {
  /** By the person whose handle it is; null where there was none yet. */
  private readonly conversations = new Map<string, string | null>();

  /** Told of each message to a handle, with the conversation in which it now stands. */
  learn(message: MessageToSend, conversation: string | null): void {
    if ('handle' in message) this.conversations.set(personOf(message.handle), conversation);
  }

  mayBeOne(message: MessageToSend, other: MessageToSend): boolean {
    const [one, another] = [this.of(message), this.of(other)];
    if (one.person !== undefined && one.person === another.person) return true;
    if (one.conversation === null || another.conversation === null) return false;
    if (one.conversation !== undefined && another.conversation !== undefined)
      return one.conversation === another.conversation;
    // Nobody knows yet which of all conversations it is that a handle leads into.
    return one.person === undefined || another.person === undefined;
  }

  private of(message: MessageToSend): { person?: string; conversation?: string | null | undefined } {
    if (!('handle' in message)) return { conversation: message.message_group_uuid.toLowerCase() };
    const person = personOf(message.handle);
    return { person, conversation: this.conversations.get(person) };
  }
}

/** One for all usual spellings of a handle. */
const personOf = (handle: string): string =>
  handle
    .trim()
    .replace(/^[@＠]\s*/, '')
    .normalize('NFD')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase();
