import { Inject, Injectable } from '@nestjs/common';
import { isTransactionConflict, LeanDynamoDbClient, toAttributes } from '@app/common/dynamodb/lean';
import { SEND_KEY } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import { readTriedNumber, sendKeyPlace, toSendKeyItem } from './message-items';
import { putNew } from '../requests/new-item';
import type { SendKey, TriedNumber } from './send-key';
import { itemInTheWay } from './write-outcomes';

/** Which number each send key tries. */
@Injectable()
export class SendKeysStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Lets the key try `number`, if it tries none yet. @returns what it tries now. */
  async claim(sendKey: SendKey, number: number): Promise<TriedNumber | 'contended'> {
    const put = putNew(this.config.TABLE_NAME, toSendKeyItem(sendKey, number)).Put;
    const found = await this.change(() => this.dynamoDb.putItem(put));
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
    return (await this.change(() => this.dynamoDb.updateItem(update))) ?? { number: to };
  }

  /** @returns undefined when the key was changed, otherwise what stood in the way. */
  private async change(request: () => Promise<unknown>): Promise<TriedNumber | 'contended' | undefined> {
    try {
      await request();
      return undefined;
    } catch (error) {
      return isTransactionConflict(error) ? 'contended' : readTriedNumber(itemInTheWay(error));
    }
  }
}
