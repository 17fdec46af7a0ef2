import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { messagesTableDefinition } from '@app/common/table';

/** The table as an older version made it, with an index by which that version lists conversations. */
export function formerTableDefinition(TableName: string): CreateTableCommandInput {
  const definition = messagesTableDefinition(TableName);
  return {
    ...definition,
    AttributeDefinitions: [
      ...definition.AttributeDefinitions!,
      { AttributeName: 'last_message_at', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'message-group-recency-index',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'last_message_at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  };
}
