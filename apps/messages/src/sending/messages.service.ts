import { Inject, Injectable } from '@nestjs/common';
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
import { type Conversation, isMember } from '../conversations/standing/conversation';
import { ConversationHeads } from '../conversations/messages/conversation-heads';
import { MessagesStore } from '../conversations/messages/messages.store';
import { pairGroupUuid } from '../conversations/messages/pair-group-uuid';
import { Standings } from '../conversations/standing/standings';
import { UserDirectory } from '../names/user-directory';
import { AsSeen } from '../reading/as-seen';
import { ConversationQueue } from './conversation-queue';
import { Numbering } from './numbering';
import { PairStart } from './pair-start';

/** The rules of writing: who may write to whom. */
@Injectable()
export class MessagesService {
  constructor(
    @Inject(MessagesStore) private readonly store: Pick<MessagesStore, 'message'>,
    @Inject(Standings) private readonly standings: Pick<Standings, 'spansOf'>,
    @Inject(AsSeen) private readonly seen: Pick<AsSeen, 'messages'>,
    private readonly users: UserDirectory,
    private readonly queue: ConversationQueue,
    private readonly heads: ConversationHeads,
    private readonly numbering: Numbering,
    private readonly pairs: PairStart,
    @Inject(ContactRules) private readonly contacts: Pick<ContactRules, 'allowSend'>,
  ) {}

  /**
   * @throws DomainError `message_group_not_found` for a conversation that does not exist and one of others alike, after the same
   * query: what is remembered refuses nobody. A stranger takes no place in the queue of those who write.
   * `reply_to_unknown` where there is nothing in the conversation that the message could answer; `recipient_blocked` and
   * `recipient_takes_no_messages` as `ContactRules` says. Nothing is stored then.
   */
  async send(groupUuid: string, request: SendMessageRequest): Promise<SentMessage> {
    const known = this.heads.get(groupUuid);
    const isStranger = known && !isMember(known.conversation, request.sender.uuid);
    if (isStranger) await this.numbering.head(groupUuid, request.sender);
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
        : ((await this.pairs.tryStart(groupUuid, recipient, request)) ?? this.append(groupUuid, request)),
    );
  }

  private async append(groupUuid: string, request: SendMessageRequest): Promise<SentMessage> {
    const known = this.heads.get(groupUuid);
    const isKnown = known && isMember(known.conversation, request.sender.uuid);
    const head = isKnown ? known : await this.numbering.head(groupUuid, request.sender);
    const quoted = await this.quoted(head.conversation, request.replyTo, request.sender);
    if (request.replyTo !== undefined && !quoted) throw new DomainError('reply_to_unknown');
    await this.allowSend(head.conversation, request.sender);
    const sent = await this.numbering.append(head, request);
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
}
