import {
  asStoreFailure,
  type CancellationReason,
  isTransactionCanceled,
  type LeanDynamoDbClient,
} from '@app/common/dynamodb/lean';

type Transaction = Parameters<LeanDynamoDbClient['transactWriteItems']>[0];
export type TransactItem = NonNullable<Transaction['TransactItems']>[number];

/**
 * @returns the reasons of a transaction that met a condition or another transaction, in the order of its items; undefined
 * when it went through.
 */
export async function transact(
  dynamoDb: LeanDynamoDbClient,
  items: TransactItem[],
): Promise<CancellationReason[] | undefined> {
  try {
    await dynamoDb.transactWriteItems({ TransactItems: items });
    return undefined;
  } catch (error) {
    const reasons = isTransactionCanceled(error) ? (error.CancellationReasons ?? []) : [];
    if (reasons.some((reason) => hasFailed(reason) || reason.Code === 'TransactionConflict')) return reasons;
    throw asStoreFailure(error);
  }
}

/** Whether it was the condition of this item that did not hold. */
export const hasFailed = ({ Code }: CancellationReason): boolean => Code === 'ConditionalCheckFailed';
