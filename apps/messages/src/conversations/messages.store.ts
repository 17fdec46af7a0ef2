import { Inject, Injectable } from '@nestjs/common';
import type { Message, Person } from '@app/common/contracts';
import { isTransactionConflict, LeanDynamoDbClient, toAttributes } from '@app/common/dynamodb/lean';
import {
  CONVERSATION_SORT_KEY,
  type GroupRowItem,
  ITEM_IS_ABSENT,
  MAX_MESSAGE_NUMBER,
  messageKey,
  messageSortKey,
  readMessage,
  SEND_KEY,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import type { Conversation, ConversationHead } from './conversation';
import {
  readTriedNumber,
  sendKeyPlace,
  toConversationItem,
  toFirstGroupRowItem,
  toMessageItem,
  toSendKeyItem,
} from './message-items';
import { type MessageWindow, toWindow } from './message-window';
import { readItem } from './read-item';
import { readRange } from './read-range';
import type { SendKey, TriedNumber } from './send-key';
import { hasFailed, transact, type TransactItem } from './transactions';
import { type AppendOutcome, itemInTheWay, type StartOutcome, whyNotAppended } from './write-outcomes';

/**
 * Conversations and their messages. Every read is strongly consistent: what was answered is there for the next call. A
 * stretch is as long as it was asked for, or ends where the conversation does; 1 MB of it are one request.
 */
@Injectable()
export class MessagesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** The conversation and its newest message in one request; undefined when there is no such conversation. */
  async head(groupUuid: string): Promise<ConversationHead | undefined> {
    const { conversation, messages } = await this.newest(groupUuid, 1);
    const [last] = messages;
    if (!conversation || !last) return undefined;
    return { conversation, lastNumber: last.number, lastCreatedAt: last.createdAt };
  }

  /** The newest `limit` messages and the conversation. */
  newest(groupUuid: string, limit: number): Promise<MessageWindow> {
    return this.window(groupUuid, [messageSortKey(1), CONVERSATION_SORT_KEY], { backward: true, limit: limit + 1 });
  }

  /** `limit` messages that end with `number`. */
  endingWith(groupUuid: string, number: number, limit: number): Promise<MessageWindow> {
    return this.window(groupUuid, [messageSortKey(1), numberKey(number)], { backward: true, limit });
  }

  /** `limit` messages that begin with `number`; the conversation too, if they reach its end. */
  beginningWith(groupUuid: string, number: number, limit: number): Promise<MessageWindow> {
    return this.window(groupUuid, [numberKey(number), CONVERSATION_SORT_KEY], { backward: false, limit: limit + 1 });
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

  /** Lets the key try `number`, if it tries none yet. @returns what it tries now. */
  async claim(sendKey: SendKey, number: number): Promise<TriedNumber | 'contended'> {
    const put = this.put(toSendKeyItem(sendKey, number)).Put;
    const found = await this.changeSendKey(() => this.dynamoDb.putItem(put));
    return found ?? { number, textHash: sendKey.textHash };
  }

  /** Lets the key try `to`, if it still tries `from`. @returns what it tries now. */
  async moveOn(sendKey: SendKey, from: number, to: number): Promise<TriedNumber | 'contended'> {
    const update = {
      TableName: this.config.TABLE_NAME,
      Key: toAttributes(sendKeyPlace(sendKey)),
      UpdateExpression: `SET ${SEND_KEY.triedNumber} = :to`,
      ConditionExpression: `${SEND_KEY.triedNumber} = :from`,
      ExpressionAttributeValues: toAttributes({ ':from': from, ':to': to }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    } as const;
    return (await this.changeSendKey(() => this.dynamoDb.updateItem(update))) ?? { number: to };
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
    const conversation: Conversation = { groupUuid: first.groupUuid, members };
    const [one, other] = members;
    const reasons = await transact(this.dynamoDb, [
      ...(count ? [count] : []),
      this.put(toConversationItem(conversation, first.createdAt)),
      this.put(toMessageItem(first, conversation)),
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
    return {
      Put: {
        TableName: this.config.TABLE_NAME,
        Item: toAttributes(item),
        ConditionExpression: ITEM_IS_ABSENT,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    } satisfies TransactItem;
  }

  /** @returns undefined when the key was changed, otherwise what stood in the way. */
  private async changeSendKey(request: () => Promise<unknown>): Promise<TriedNumber | 'contended' | undefined> {
    try {
      await request();
      return undefined;
    } catch (error) {
      return isTransactionConflict(error) ? 'contended' : readTriedNumber(itemInTheWay(error));
    }
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

const numberKey = (number: number): string => messageSortKey(Math.min(Math.max(number, 0), MAX_MESSAGE_NUMBER));
