import { Inject, Injectable } from '@nestjs/common';
import type { Message, Person, SendMessageRequest } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { type ConversationHead, headAfter, ofWriter } from '../conversations/standing/conversation';
import { ConversationHeads } from '../conversations/messages/conversation-heads';
import { MessagesStore } from '../conversations/messages/messages.store';
import { isReused, type SendKey } from '../conversations/messages/send-key';
import { SendKeysStore } from '../conversations/messages/send-keys.store';
import { whileContended } from '../conversations/requests/while-contended';
import { NewMessages, sendKeyOf } from './new-messages';
import { sendOnce, type SendOnceTable } from './send-once';
import { SendingMetrics } from './sending-metrics';

/** What giving a message its number asks of the table. */
export type NumberedStore = Pick<MessagesStore, 'headFor' | 'message' | 'append'>;
export type KeyedNumbers = Pick<SendKeysStore, 'claim' | 'moveOn'>;

/** Stores a message under the next number of its conversation. */
@Injectable()
export class Numbering {
  constructor(
    @Inject(MessagesStore) private readonly store: NumberedStore,
    @Inject(SendKeysStore) private readonly keys: KeyedNumbers,
    private readonly heads: ConversationHeads,
    private readonly messages: NewMessages,
    private readonly metrics: SendingMetrics,
  ) {}

  /** @throws DomainError `message_group_not_found`, `message_group_left` where the sender may not write. */
  async head(groupUuid: string, sender: Person): Promise<ConversationHead> {
    return ofWriter(await this.store.headFor(groupUuid, sender.uuid));
  }

  /** Once for all attempts with the same key, where the request has one. */
  append(head: ConversationHead, request: SendMessageRequest): Promise<Message> {
    const sendKey = sendKeyOf(head.conversation.groupUuid, request);
    return sendKey ? this.appendOnce(head, request, sendKey) : this.appendNext(head, request);
  }

  /** Gives the message the next number; the one after, where another process was faster. */
  private async appendNext(known: ConversationHead, request: SendMessageRequest): Promise<Message> {
    let head: ConversationHead | undefined = known;
    const { sent } = await this.whileContended(async () => {
      head ??= await this.head(known.conversation.groupUuid, request.sender);
      const outcome = await this.put(head, head.lastNumber + 1, request);
      head = undefined;
      return outcome === 'taken' ? 'contended' : outcome;
    });
    return sent;
  }

  /** As `appendNext`, but once for all attempts with the same key. */
  private appendOnce(known: ConversationHead, request: SendMessageRequest, sendKey: SendKey): Promise<Message> {
    let head = known;
    let isSettled = false;
    const { groupUuid } = sendKey;
    const table: SendOnceTable<Message> = {
      lastNumber: async () => (head = await this.head(groupUuid, request.sender)).lastNumber,
      claim: async (number) => {
        const tried = await this.keys.claim(sendKey, number);
        if (tried === 'contended') return tried;
        if (isReused(sendKey, tried)) throw new DomainError('idempotency_key_reused');
        isSettled = tried.isSettled ?? false;
        return tried.number;
      },
      moveOn: async (from, to) => {
        const tried = await this.keys.moveOn(sendKey, from, to);
        return tried === 'contended' ? tried : tried.number;
      },
      put: (number) => (isSettled ? this.sentBefore(groupUuid, number) : this.put(head, number, request)),
    };
    return sendOnce(table, head.lastNumber, (attempt) => this.whileContended(attempt));
  }

  private async put(
    { conversation, lastCreatedAt }: ConversationHead,
    number: number,
    request: SendMessageRequest,
  ): Promise<{ sent: Message } | 'taken' | 'contended'> {
    const message = this.messages.of(conversation.groupUuid, number, request, lastCreatedAt);
    const outcome = await this.store.append(message, conversation);
    if (outcome.kind === 'contended') return 'contended';
    if (outcome.kind === 'number_taken') return 'taken';
    if (outcome.kind === 'stored_before') return this.repeated(outcome.message);
    this.heads.remember(headAfter(conversation, message));
    this.metrics.sends.inc({ outcome: 'sent' });
    return { sent: message };
  }

  private async sentBefore(groupUuid: string, number: number): Promise<{ sent: Message }> {
    const message = await this.store.message(groupUuid, number);
    if (!message) throw new Error(`a send key of ${groupUuid} names message ${number}, which does not exist`);
    return this.repeated(message);
  }

  private repeated(message: Message): { sent: Message } {
    this.metrics.sends.inc({ outcome: 'repeated' });
    return { sent: message };
  }

  private whileContended<Result>(attempt: () => Promise<Result | 'contended'>): Promise<Result> {
    return whileContended(attempt, () => this.metrics.conflicts.inc());
  }
}
