import { Inject, Injectable } from '@nestjs/common';
import type { Message, Person } from '@app/common/contracts';
import { LeanDynamoDbClient, toAttributes } from '@app/common/dynamodb/lean';
import {
  CONVERSATION_SORT_KEY,
  type GroupRowItem,
  MAX_MESSAGE_NUMBER,
  messageKey,
  messageSortKey,
  readEntry,
  readMessage,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import { type Conversation, type ConversationHead, type FoundHead, headAfter } from '../standing/conversation';
import { toFirstGroupRowItem, toMessageItem, toPairItem, toSendKeyItem } from './message-items';
import { type MessageWindow, ofKind, toWindow } from './message-window';
import { putNew } from '../requests/new-item';
import { readConversation, type StoredConversation } from '../standing/read-conversation';
import { readItem } from '../requests/read-item';
import { readRange } from '../requests/read-range';
import type { SendKey } from './send-key';
import { Standings } from '../standing/standings';
import { hasFailed, transact, type TransactItem } from '../requests/transactions';
import { whileContended } from '../requests/while-contended';
import { type AppendOutcome, type StartOutcome, whyNotAppended } from './write-outcomes';

/** A head of which the members are told, not named yet. */
interface ToldHead {
  conversation: StoredConversation;
  newest: Message;
}

/**
 * Conversations and their messages. Every read is strongly consistent: what was answered is there for the next call. A
 * stretch is as long as it was asked for, or ends where the conversation does; 1 MB of it are one request.
 */
@Injectable()
export class MessagesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
    private readonly standings: Standings,
  ) {}

  /** The conversation with its present members, and its newest number; undefined when there is no such conversation. */
  async head(groupUuid: string): Promise<ConversationHead | undefined> {
    return whileContended(async () => {
      const told = await this.toldHead(groupUuid);
      if (!told || told === 'contended') return told;
      const memberUuids = await this.standings.membersOf(groupUuid, told.conversation);
      return memberUuids && (await this.standings.isWhole(told.newest)) ? named(told, memberUuids) : 'contended';
    });
  }

  /** The same, and what somebody is to it. Strangers to it cost the same requests as one that does not exist. */
  async headFor(groupUuid: string, userUuid: string): Promise<FoundHead<ConversationHead>> {
    return whileContended(async () => {
      const told = await this.toldHead(groupUuid);
      if (told === 'contended') return told;
      const found = await this.standings.of(groupUuid, userUuid, told?.conversation);
      if (found === 'contended') return found;
      const { standing, memberUuids } = found;
      if (told && standing === 'member' && !(await this.standings.isWhole(told.newest))) return 'contended';
      return { standing, ...(told && memberUuids && { head: named(told, memberUuids) }) };
    });
  }

  /** The newest `limit` messages and the conversation; none below `from`. */
  newest(groupUuid: string, limit: number, from = 1): Promise<MessageWindow> {
    return this.window(groupUuid, [numberKey(from), CONVERSATION_SORT_KEY], { backward: true, limit: limit + 1 });
  }

  /** `limit` messages that end with `number`; none below `from`. */
  endingWith(groupUuid: string, number: number, limit: number, from = 1): Promise<MessageWindow> {
    return this.window(groupUuid, [numberKey(from), numberKey(number)], { backward: true, limit });
  }

  /** `limit` messages that begin with `number`; the conversation too, if they reach its end. */
  beginningWith(groupUuid: string, number: number, limit: number): Promise<MessageWindow> {
    return this.window(groupUuid, [numberKey(number), CONVERSATION_SORT_KEY], { backward: false, limit: limit + 1 });
  }

  /** `limit` messages that begin with `number`; none above `until`. */
  between(groupUuid: string, number: number, until: number, limit: number): Promise<MessageWindow> {
    return this.window(groupUuid, [numberKey(number), numberKey(until)], { backward: false, limit });
  }

  async message(groupUuid: string, number: number): Promise<Message | undefined> {
    const item = await readItem(this.dynamoDb, this.config.TABLE_NAME, messageKey(groupUuid, number));
    return item && readMessage(item);
  }

  /** Stores the message if, and only if, its number is free. */
  async append(message: Message, conversation: Conversation): Promise<AppendOutcome> {
    try {
      await this.dynamoDb.putItem(this.put(toMessageItem(message, conversation)).Put);
      return { kind: 'stored' };
    } catch (error) {
      return whyNotAppended(error, message);
    }
  }

  /**
   * Conversation, first message, both members' group rows and what counts the start, all or nothing; nothing where the pair
   * has one already.
   * @param recipientsRow what the row of the second member says beside the message.
   */
  async start(
    first: Message,
    members: [Person, Person],
    sendKey: SendKey | undefined,
    recipientsRow: Pick<GroupRowItem, 'request'> = {},
    count?: TransactItem,
  ): Promise<StartOutcome> {
    const [one, other] = members;
    const reasons = await transact(this.dynamoDb, [
      ...(count ? [count] : []),
      this.put(toPairItem(first.groupUuid, members, first.createdAt)),
      this.put(toMessageItem(first, { groupUuid: first.groupUuid, memberUuids: members.map(({ uuid }) => uuid) })),
      { Put: { TableName: this.config.TABLE_NAME, Item: toAttributes(toFirstGroupRowItem(first, one, other)) } },
      {
        Put: {
          TableName: this.config.TABLE_NAME,
          Item: toAttributes({ ...toFirstGroupRowItem(first, other, one), ...recipientsRow }),
        },
      },
      ...(sendKey === undefined ? [] : [this.put(toSendKeyItem(sendKey, first.number))]),
    ]);
    if (!reasons) return 'started';
    if (reasons.slice(count ? 1 : 0).some(hasFailed)) return 'exists';
    return reasons.some(hasFailed) ? 'limited' : 'contended';
  }

  /** Resolves when the table answers. */
  async reachable(): Promise<void> {
    await this.message('health', 1);
  }

  private put(item: object) {
    return putNew(this.config.TABLE_NAME, item);
  }

  /**
   * The conversation and its newest entry, in one request. A query is not isolated from a transaction: beside a change of the
   * membership it may return one item from before and the other from behind. Then they name different members.
   */
  private async toldHead(groupUuid: string): Promise<ToldHead | 'contended' | undefined> {
    const range = { groupUuid, from: messageSortKey(1), to: CONVERSATION_SORT_KEY, backward: true, limit: 2 };
    const items = await readRange(this.dynamoDb, this.config.TABLE_NAME, range);
    const [[conversationItem], [newest]] = [ofKind(items, 'conversation'), ofKind(items, 'message')];
    if (!conversationItem || !newest) return undefined;
    const conversation = readConversation(groupUuid, conversationItem);
    const { message, membersAt } = readEntry(newest);
    if (membersAt !== conversation.membersAt) return 'contended';
    return { conversation, newest: message };
  }

  private async window(
    groupUuid: string,
    [from, to]: [string, string],
    { backward, limit }: { backward: boolean; limit: number },
  ): Promise<MessageWindow> {
    const items = await readRange(this.dynamoDb, this.config.TABLE_NAME, { groupUuid, from, to, backward, limit });
    return toWindow(groupUuid, backward ? items.reverse() : items);
  }
}

const named = (
  { conversation: { groupUuid, group }, newest }: ToldHead,
  memberUuids: readonly string[],
): ConversationHead => headAfter({ groupUuid, memberUuids, group }, newest);

const numberKey = (number: number): string => messageSortKey(Math.min(Math.max(number, 0), MAX_MESSAGE_NUMBER));
