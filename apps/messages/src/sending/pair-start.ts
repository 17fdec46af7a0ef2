import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Message, Person, SendMessageRequest } from '@app/common/contracts';
import { DomainError } from '@app/common/errors';
import { ContactRules } from '../contact/contact-rules';
import { headAfter } from '../conversations/standing/conversation';
import { ConversationHeads } from '../conversations/messages/conversation-heads';
import { MessagesStore } from '../conversations/messages/messages.store';
import { whileContended } from '../conversations/requests/while-contended';
import { NewMessages, sendKeyOf } from './new-messages';
import { SendingMetrics } from './sending-metrics';
import { StartLimit, tooManyStarts } from './start-limit';

/** What starting a pair's conversation asks of the table. */
export type PairStore = Pick<MessagesStore, 'head' | 'start'>;

/** Starts the conversation of a pair with its first message. */
@Injectable()
export class PairStart {
  constructor(
    @Inject(MessagesStore) private readonly store: PairStore,
    private readonly heads: ConversationHeads,
    private readonly messages: NewMessages,
    private readonly metrics: SendingMetrics,
    @Inject(ContactRules) private readonly contacts: Pick<ContactRules, 'allowStart'>,
    /** Absent where starts are not limited. */
    @Optional() @Inject(StartLimit) private readonly starts?: Pick<StartLimit, 'allowanceOf'>,
  ) {}

  /** @returns undefined when the pair has a conversation already. */
  async tryStart(groupUuid: string, recipient: Person, request: SendMessageRequest): Promise<Message | undefined> {
    if (request.replyTo !== undefined) return this.unlessStart(groupUuid, new DomainError('reply_to_unknown'));
    const allowance = await this.starts?.allowanceOf(request.sender.uuid);
    if (allowance?.isUsedUp) return this.unlessStart(groupUuid, tooManyStarts(allowance));
    const members: [Person, Person] = [request.sender, recipient];
    const contact = { groupUuid, senderUuid: request.sender.uuid, recipientUuid: recipient.uuid };
    const recipientsRow = await this.contacts.allowStart(contact);
    const first = this.messages.of(groupUuid, 1, request, undefined);
    const attempt = async (): Promise<Message | 'contended' | undefined> => {
      const sendKey = sendKeyOf(groupUuid, request);
      const outcome = await this.store.start(first, members, sendKey, recipientsRow, allowance?.count);
      if (outcome === 'contended') return 'contended';
      if (outcome === 'exists') return undefined;
      if (outcome === 'limited') throw tooManyStarts(allowance);
      this.heads.remember(headAfter({ groupUuid, memberUuids: members.map(({ uuid }) => uuid) }, first));
      this.metrics.sends.inc({ outcome: 'sent' });
      return first;
    };
    return whileContended(attempt, () => this.metrics.conflicts.inc());
  }

  /** What may not start a conversation still goes into the one that the pair has. @throws `refusal` where there is none. */
  private async unlessStart(groupUuid: string, refusal: DomainError): Promise<undefined> {
    const head = await this.store.head(groupUuid);
    if (!head) throw refusal;
    this.heads.remember(head);
  }
}
