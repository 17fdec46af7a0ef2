import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message, Person, SendMessageRequest, StartConversationRequest } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import type { Clock } from './clock';
import { headAfter, isMember, type Conversation, type ConversationHead } from './conversation';
import type { ConversationHeads } from './conversation-heads';
import type { ConversationQueue } from './conversation-queue';
import { MessageDates } from './message-dates';
import type { AppendOutcome, MessagesStore } from './messages.store';
import { pairGroupUuid } from './pair-group-uuid';
import { conflicts, sends } from './sending-metrics';
import type { UserDirectory } from './user-directory';

/** Below the callers' own time limit, so that they hear a clear answer. */
const CONTENTION_LIMIT_MS = 3_000;
const LONGEST_PAUSE_MS = 50;

/** The rules of writing: who may write to whom, and which number a message gets. */
export class MessagesService {
  private readonly dates: MessageDates;

  constructor(
    private readonly store: MessagesStore,
    private readonly users: Pick<UserDirectory, 'byHandle'>,
    private readonly queue: ConversationQueue,
    private readonly heads: ConversationHeads,
    clock: Clock,
  ) {
    this.dates = new MessageDates(clock);
  }

  /** @throws DomainError `message_group_not_found` alike for a conversation that does not exist and one of others. */
  send(groupUuid: string, request: SendMessageRequest): Promise<Message> {
    return this.queue.run(groupUuid, () => this.append(groupUuid, request));
  }

  /** Sends into the pair's conversation; the first message of a pair starts it. */
  async start({ recipientHandle, ...request }: StartConversationRequest): Promise<Message> {
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
    { sender, text, sendKey }: SendMessageRequest,
  ): Promise<Message | undefined> {
    const members: [Person, Person] = [sender, recipient];
    const first = this.message(groupUuid, 1, sender, text, undefined);
    return this.whileContended(async () => {
      const outcome = await this.store.start(first, members, sendKey);
      if (outcome === 'contended') return 'contended';
      if (outcome === 'exists') return undefined;
      this.heads.remember(headAfter({ groupUuid, members }, first));
      sends.inc({ outcome: 'sent' });
      return first;
    });
  }

  /**
   * Gives the message the next number. Whoever loses a number to another process reads the head again and tries the
   * next one.
   */
  private async append(groupUuid: string, { sender, text, sendKey }: SendMessageRequest): Promise<Message> {
    let head = this.heads.get(groupUuid) ?? (await this.store.head(groupUuid));
    return this.whileContended(async () => {
      head ??= await this.store.head(groupUuid);
      if (!head || !isMember(head.conversation, sender.uuid)) throw new DomainError('message_group_not_found');
      const { conversation } = head;
      const message = this.message(groupUuid, head.lastNumber + 1, sender, text, head);
      head = undefined;
      const outcome = await this.put(message, conversation, sendKey);
      if (outcome.kind === 'number_taken') return 'contended';
      if (outcome.kind === 'already_sent') return this.sentBefore(groupUuid, outcome.number);
      this.heads.remember(headAfter(conversation, message));
      sends.inc({ outcome: 'sent' });
      return message;
    });
  }

  private async put(message: Message, conversation: Conversation, sendKey: string | undefined): Promise<AppendOutcome> {
    return sendKey === undefined
      ? this.store.append(message, conversation)
      : this.store.appendOnce(message, conversation, sendKey);
  }

  private async sentBefore(groupUuid: string, number: number): Promise<Message> {
    const message = await this.store.message(groupUuid, number);
    if (!message) throw new Error(`a send key of ${groupUuid} names message ${number}, which does not exist`);
    sends.inc({ outcome: 'repeated' });
    return message;
  }

  private message(
    groupUuid: string,
    number: number,
    sender: Person,
    text: string,
    head: ConversationHead | undefined,
  ): Message {
    const createdAt = this.dates.after(head?.lastCreatedAt);
    return { uuid: randomUUID(), groupUuid, number, text, sender, createdAt };
  }

  /** Tries again, after a random pause that grows, what another process got in the way of. */
  private async whileContended<Result>(attempt: () => Promise<Result | 'contended'>): Promise<Result> {
    const deadline = performance.now() + CONTENTION_LIMIT_MS;
    for (let pause = 2; performance.now() < deadline; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const result = await attempt();
      if (result !== 'contended') return result;
      conflicts.inc();
      await sleep(Math.random() * pause);
    }
    throw new DomainError('service_unavailable', { detail: 'other processes kept writing into this conversation' });
  }
}
