import { toAttributes } from '@app/common/dynamodb/lean';
import { ITEM_IS_ABSENT } from '@app/common/table';
import type { TransactItem } from './transactions';

/** Stores an item where none is; a refusal tells what is there. */
export const putNew = (TableName: string, item: object) =>
  ({
    Put: {
      TableName,
      Item: toAttributes(item),
      ConditionExpression: ITEM_IS_ABSENT,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  }) satisfies TransactItem;
