import {
  type Attributes,
  isConditionFailed,
  type LeanDynamoDbClient,
  numberOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import { previewOf } from '@app/common/text';
import type { Conversation } from './conversation';
import type { MessageSent } from '../src/projections/projected-event';

interface FormerChange {
  last?: { number: number; at: string; preview: string };
  readNumber?: number;
}

/**
 * What a projector of the version before changes of messages does with a message: the record of its requests, for the time
 * in which such copies run beside those of today. It knows no tag of a preview, no revision, and no marker moved back.
 */
export class FormerProjector {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly tableName: string,
  ) {}

  async project(conversation: Conversation, { data }: MessageSent): Promise<void> {
    const last = { number: data.number, at: data.created_at, preview: previewOf(data.message) };
    for (const member of [conversation.andrew, conversation.bayko]) {
      const key = conversation.keyOf(member);
      await this.moveOn(key, { last, ...(member.uuid === data.user_uuid && { readNumber: data.number }) });
    }
  }

  private async moveOn(key: { pk: string; sk: string }, change: FormerChange): Promise<void> {
    let rest: FormerChange | undefined = change;
    while (rest) {
      const row = await this.update(key, rest);
      rest = row && remainderOf(rest, row);
    }
  }

  /** @returns the row that refuses the update. */
  private async update(key: { pk: string; sk: string }, change: FormerChange): Promise<Attributes | undefined> {
    try {
      await this.dynamoDb.updateItem({
        TableName: this.tableName,
        Key: toAttributes(key),
        ...expressionOf(change),
        ReturnValues: 'UPDATED_OLD',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      return undefined;
    } catch (error) {
      if (isConditionFailed(error) && error.Item) return error.Item;
      throw error;
    }
  }
}

function expressionOf({ last, readNumber }: FormerChange) {
  const sets: string[] = [];
  const conditions = ['attribute_exists(pk)'];
  if (last) {
    sets.push('last_number = :number', 'last_message_at = :at', 'message = :preview');
    conditions.push('last_number < :number');
  }
  if (readNumber !== undefined) {
    sets.push('last_read_number = :read');
    conditions.push('last_read_number < :read');
  }
  return {
    UpdateExpression: `SET ${sets.join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeValues: toAttributes({
      ':number': last?.number,
      ':at': last?.at,
      ':preview': last?.preview,
      ':read': readNumber,
    }),
  };
}

function remainderOf({ last, readNumber }: FormerChange, row: Attributes): FormerChange | undefined {
  const rest: FormerChange = {
    ...(last && last.number > numberOf(row, 'last_number') && { last }),
    ...(readNumber !== undefined && readNumber > numberOf(row, 'last_read_number') && { readNumber }),
  };
  return Object.keys(rest).length > 0 ? rest : undefined;
}
