import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { ITEM_IS_ABSENT, MESSAGE, type RevisionItem } from '@app/common/table';
import { type Change, withoutText } from './changes';

/**
 * One transaction, as the messages service takes a revision: the revision if it is free, the message as it is then,
 * the reaction, and `earlier` revisions of it without their texts.
 */
export async function writeChange(
  documents: DynamoDBDocumentClient,
  TableName: string,
  { entry, item, reactor }: Change,
  earlier: RevisionItem[] = [],
): Promise<void> {
  const isBehind = `attribute_not_exists(${MESSAGE.revision}) OR ${MESSAGE.revision} < :revision`;
  const ExpressionAttributeValues = { ':revision': item.revision };
  await documents.send(
    new TransactWriteCommand({
      TransactItems: [
        { Put: { TableName, Item: item, ConditionExpression: ITEM_IS_ABSENT } },
        { Put: { TableName, Item: entry, ConditionExpression: isBehind, ExpressionAttributeValues } },
        ...(reactor ? [{ Put: { TableName, Item: reactor } }] : []),
        ...earlier.map((each) => ({ Put: { TableName, Item: withoutText(each) } })),
      ],
    }),
  );
}
