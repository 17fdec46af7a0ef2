import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LeanDynamoDbClient } from './lean-client';

/** A request that DynamoDB has answered, and what it charged: read or write units, as the operation is. */
export interface MeteredRequest {
  operation: string;
  units: number;
}

interface Charged {
  ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
}

const CAPACITY = { ReturnConsumedCapacity: 'INDEXES' };

/** Records every request that goes through the clients from now on, in the list that it returns. */
export function meter(...clients: (DynamoDBDocumentClient | LeanDynamoDbClient)[]): MeteredRequest[] {
  const requests: MeteredRequest[] = [];
  for (const client of clients) {
    if ('wrap' in client) meterLean(client, requests);
    else meterSdk(client, requests);
  }
  return requests;
}

function meterLean(client: LeanDynamoDbClient, requests: MeteredRequest[]): void {
  client.wrap((next) => async (operation, input, signal) => {
    const output = await next(operation, { ...input, ...CAPACITY }, signal);
    requests.push({ operation, units: unitsOf(output as Charged) });
    return output;
  });
}

function meterSdk(client: DynamoDBDocumentClient, requests: MeteredRequest[]): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input, CAPACITY);
      const result = await next(args);
      const operation = context.commandName?.replace(/Command$/, '') ?? '';
      requests.push({ operation, units: unitsOf(result.output as Charged) });
      return result;
    },
    { step: 'initialize', priority: 'high' },
  );
}

const unitsOf = ({ ConsumedCapacity: consumed }: Charged): number =>
  [consumed ?? []].flat().reduce((sum, each) => sum + (each.CapacityUnits ?? 0), 0);
