import type { Patience } from '../calls/patience.js';
import type { Message, MessageGroup } from '../generated/api.js';
import type { LiveReceipts } from './live-receipts.js';
import { type ConversationClient, OpenConversation } from './open-conversation.js';
import type { PatientReader } from './patient-reader.js';

/** The conversations that are open, and brought up to date: what is told of one is taken, and what is missing is read. */
export class OpenConversations {
  private readonly conversations = new Map<string, OpenConversation>();

  constructor(
    private readonly client: ConversationClient,
    private readonly receipts: LiveReceipts,
    private readonly reader: PatientReader,
    private readonly changed: () => void,
  ) {}

  of(uuid: string): OpenConversation | undefined {
    return this.conversations.get(uuid);
  }

  /** Takes the place of what was open before. @returns its row as it was before. Throws as reading it does. */
  async open(uuid: string, patience: Patience): Promise<MessageGroup> {
    this.close(uuid);
    const conversation = new OpenConversation(this.client, uuid, patience);
    this.conversations.set(uuid, conversation);
    const row = await conversation.read();
    this.receipts.read(uuid);
    if (conversation.isBehind) this.catchUp(uuid);
    this.changed();
    return row;
  }

  close(uuid: string): void {
    this.conversations.get(uuid)?.close();
    this.conversations.delete(uuid);
  }

  /** Reads what is missing before the message, or its revision, if anything is. */
  take(uuid: string, message: Message, revision?: number): void {
    if (this.conversations.get(uuid)?.takeNext(message, revision) === false) this.catchUp(uuid);
  }

  /** Reads what an open conversation lacks; what is being opened looks once more when it is. */
  catchUp(uuid: string): void {
    const conversation = this.conversations.get(uuid);
    if (!conversation) return;
    this.reader.read(`changes ${uuid}`, async () => {
      await conversation.catchUp();
      this.changed();
    });
  }

  /** After a time of which nothing was told: of receipts, or of messages too. */
  readAgain(messagesToo: boolean): void {
    for (const uuid of this.conversations.keys()) {
      this.receipts.read(uuid);
      if (messagesToo) this.catchUp(uuid);
    }
  }
}
