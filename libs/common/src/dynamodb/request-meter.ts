import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A request that DynamoDB has answered, and what it charged: read or write units, as the operation is. */
export interface MeteredRequest {
  operation: string;
  units: number;
}

/** Records every request that goes through the client from now on, in the list that it returns. */
export function meter(documents: DynamoDBDocumentClient): MeteredRequest[] {
  const requests: MeteredRequest[] = [];
  documents.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const result = await next(args);
      const { ConsumedCapacity: consumed } = result.output as {
        ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
      };
      const units = [consumed ?? []].flat().reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
      requests.push({ operation: context.commandName?.replace(/Command$/, '') ?? '', units });
      return result;
    },
    { step: 'initialize', priority: 'high' },
  );
  return requests;
}
