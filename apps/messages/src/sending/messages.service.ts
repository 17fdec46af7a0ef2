import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Optional } from '@nestjs/common';
import {
  isOpen,
  type Message,
  type Person,
  type SendMessageRequest,
  type SentMessage,
  type StartConversationRequest,
} from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ContactRules } from '../contact/contact-rules';
import { type Conversation, headAfter, isMember, ofWriter, type ConversationHead } from '../conversations/conversation';
import { ConversationHeads } from '../conversations/conversation-heads';
import { MessagesStore } from '../conversations/messages.store';
import { pairGroupUuid } from '../conversations/pair-group-uuid';
import { isReused, messageUuidOf, type SendKey } from '../conversations/send-key';
import { Standings } from '../conversations/standings';
import { whileContended } from '../conversations/while-contended';
import { AsSeen } from '../reading/as-seen';
import { Clock } from '../conversations/clock';
import { ConversationQueue } from './conversation-queue';
import { MessageDates } from './message-dates';
import { sendOnce, type SendOnceTable } from './send-once';
import { SendingMetrics } from './sending-metrics';
import { StartLimit, tooManyStarts } from './start-limit';
import { UserDirectory } from '../names/user-directory';

/** What the rules of writing ask of the table. */
export type WritingStore = Pick<
  MessagesStore,
  'head' | 'headFor' | 'message' | 'append' | 'claim' | 'moveOn' | 'start'
>;

/** The rules of writing: who may write to whom, and which number a message gets. */
@Injectable()
export class MessagesService {
  private readonly dates: MessageDates;

  constructor(
    @Inject(MessagesStore) private readonly store: WritingStore,
    @Inject(Standings) private readonly standings: Pick<Standings, 'spansOf'>,
    @Inject(AsSeen) private readonly seen: Pick<AsSeen, 'messages'>,
    private readonly users: UserDirectory,
    private readonly queue: ConversationQueue,
    private readonly heads: ConversationHeads,
    clock: Clock,
    private readonly metrics: SendingMetrics,
    @Inject(ContactRules) private readonly contacts: Pick<ContactRules, 'allowStart' | 'allowSend'>,
    /** Absent where starts are not limited. */
    @Optional() @Inject(StartLimit) private readonly starts?: Pick<StartLimit, 'allowanceOf'>,
  ) {
    this.dates = new MessageDates(clock, metrics);
  }

  /**
   * @throws DomainError `message_group_not_found` for a conversation that does not exist and one of others alike, after the same
   * query: what is remembered refuses nobody. A stranger takes no place in the queue of those who write.
   * `reply_to_unknown` where there is nothing in the conversation that the message could answer; `recipient_blocked` and
   * `recipient_takes_no_messages` as `ContactRules` says. Nothing is stored then.
   */
  async send(groupUuid: string, request: SendMessageRequest): Promise<SentMessage> {
    const known = this.heads.get(groupUuid);
    if (known && !isMember(known.conversation, request.sender.uuid)) await this.head(groupUuid, request.sender);
    return this.queue.run(groupUuid, () => this.append(groupUuid, request));
  }

  /**
   * Sends into the pair's conversation; the first message of a pair starts it.
   * @throws DomainError `rate_limited_start` where that would be one too many, the others as `send`; nothing is stored or
   * counted then.
   */
  async start({ recipientHandle, ...request }: StartConversationRequest): Promise<SentMessage> {
    const recipient = await this.users.byHandle(recipientHandle);
    if (!recipient) throw new DomainError('user_reciever_handle_unknown');
    if (recipient.uuid === request.sender.uuid) throw new DomainError('user_reciever_handle_own');
    const groupUuid = pairGroupUuid(request.sender.uuid, recipient.uuid);
    return this.queue.run(groupUuid, async () =>
      this.heads.get(groupUuid)
        ? this.append(groupUuid, request)
        : ((await this.tryStart(groupUuid, recipient, request)) ?? this.append(groupUuid, request)),
    );
  }

  /** @returns undefined when the pair has a conversation already. */
  private async tryStart(
    groupUuid: string,
    recipient: Person,
    request: SendMessageRequest,
  ): Promise<Message | undefined> {
    if (request.replyTo !== undefined) return this.unlessStart(groupUuid, new DomainError('reply_to_unknown'));
    const allowance = await this.starts?.allowanceOf(request.sender.uuid);
    if (allowance?.isUsedUp) return this.unlessStart(groupUuid, tooManyStarts(allowance));
    const members: [Person, Person] = [request.sender, recipient];
    const contact = { groupUuid, senderUuid: request.sender.uuid, recipientUuid: recipient.uuid };
    const recipientsRow = await this.contacts.allowStart(contact);
    const first = this.message(groupUuid, 1, request, undefined);
    return this.whileContended(async () => {
      const sendKey = sendKeyOf(groupUuid, request);
      const outcome = await this.store.start(first, members, sendKey, recipientsRow, allowance?.count);
      if (outcome === 'contended') return 'contended';
      if (outcome === 'exists') return undefined;
      if (outcome === 'limited') throw tooManyStarts(allowance);
      this.heads.remember(headAfter({ groupUuid, memberUuids: members.map(({ uuid }) => uuid) }, first));
      this.metrics.sends.inc({ outcome: 'sent' });
      return first;
    });
  }

  /** What may not start a conversation still goes into the one that the pair has. @throws `refusal` where there is none. */
  private async unlessStart(groupUuid: string, refusal: DomainError): Promise<undefined> {
    const head = await this.store.head(groupUuid);
    if (!head) throw refusal;
    this.heads.remember(head);
  }

  private async append(groupUuid: string, request: SendMessageRequest): Promise<SentMessage> {
    const known = this.heads.get(groupUuid);
    const isKnown = known && isMember(known.conversation, request.sender.uuid);
    const head = isKnown ? known : await this.head(groupUuid, request.sender);
    const quoted = await this.quoted(head.conversation, request.replyTo, request.sender);
    if (request.replyTo !== undefined && !quoted) throw new DomainError('reply_to_unknown');
    await this.allowSend(head.conversation, request.sender);
    const sendKey = sendKeyOf(groupUuid, request);
    const sent = await (sendKey ? this.appendOnce(head, request, sendKey) : this.appendNext(head, request));
    // A send key may have stored an answer to another message before, or one that is deleted by now.
    const quotation =
      sent.replyTo === quoted?.number ? quoted : await this.quoted(head.conversation, sent.replyTo, request.sender);
    return { ...sent, ...(quotation && { quoted: quotation }) };
  }

  /** Before anything is stored, and behind the wait for a turn: what was known before may not hold any more. */
  private async allowSend({ groupUuid, memberUuids, group }: Conversation, { uuid }: Person): Promise<void> {
    const recipientUuid = group ? undefined : memberUuids.find((memberUuid) => memberUuid !== uuid);
    if (recipientUuid) await this.contacts.allowSend({ groupUuid, senderUuid: uuid, recipientUuid });
  }

  /** Undefined also where there is one that the sender may not see. */
  private async quoted(
    { groupUuid, group }: Conversation,
    replyTo: number | undefined,
    { uuid }: Person,
  ): Promise<Message | undefined> {
    if (replyTo === undefined) return undefined;
    const message = await this.store.message(groupUuid, replyTo);
    if (!group) return message;
    const [spans = []] = await this.standings.spansOf(groupUuid, [uuid]);
    if (!isOpen(spans)) throw new DomainError('message_group_left');
    return (await this.seen.messages(groupUuid, message ? [message] : [], spans))[0];
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
        const tried = await this.store.claim(sendKey, number);
        if (tried === 'contended') return tried;
        if (isReused(sendKey, tried)) throw new DomainError('idempotency_key_reused');
        isSettled = tried.isSettled ?? false;
        return tried.number;
      },
      moveOn: async (from, to) => {
        const tried = await this.store.moveOn(sendKey, from, to);
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
    const message = this.message(conversation.groupUuid, number, request, lastCreatedAt);
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

  /** @throws DomainError `message_group_not_found`, `message_group_left` where the sender may not write. */
  private async head(groupUuid: string, sender: Person): Promise<ConversationHead> {
    return ofWriter(await this.store.headFor(groupUuid, sender.uuid));
  }

  private message(
    groupUuid: string,
    number: number,
    request: SendMessageRequest,
    lastCreatedAt: string | undefined,
  ): Message {
    const { sender, text, replyTo } = request;
    const sendKey = sendKeyOf(groupUuid, request);
    const uuid = sendKey ? messageUuidOf(sendKey) : randomUUID();
    const createdAt = this.dates.after(lastCreatedAt);
    return { uuid, groupUuid, number, text, sender, createdAt, ...(replyTo !== undefined && { replyTo }) };
  }

  private whileContended<Result>(attempt: () => Promise<Result | 'contended'>): Promise<Result> {
    return whileContended(attempt, () => this.metrics.conflicts.inc());
  }
}

const sendKeyOf = (groupUuid: string, { sender, sendKey, textHash }: SendMessageRequest): SendKey | undefined =>
  sendKey === undefined ? undefined : { groupUuid, senderUuid: sender.uuid, key: sendKey, textHash };
