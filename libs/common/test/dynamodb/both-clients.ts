import * as sdk from '@aws-sdk/client-dynamodb';
import { asStoreFailure, createDynamoDbClient } from '@app/common/dynamodb';
import { type DynamoDbConfig, LeanDynamoDbClient } from '@app/common/dynamodb/lean';

export type Operation =
  'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query' | 'BatchGetItem' | 'TransactWriteItems';

export interface Request {
  operation: Operation;
  input: object;
}

/** Carries out one request: by the SDK, or by the lean client. */
export interface Client {
  send: (request: Request) => Promise<object>;
  close: () => Promise<void>;
}

export function sdkClient(config: DynamoDbConfig): Client {
  const client = createDynamoDbClient(config);
  const send: Record<Operation, (input: never) => Promise<object>> = {
    GetItem: (input) => client.send(new sdk.GetItemCommand(input)),
    PutItem: (input) => client.send(new sdk.PutItemCommand(input)),
    UpdateItem: (input) => client.send(new sdk.UpdateItemCommand(input)),
    DeleteItem: (input) => client.send(new sdk.DeleteItemCommand(input)),
    Query: (input) => client.send(new sdk.QueryCommand(input)),
    BatchGetItem: (input) => client.send(new sdk.BatchGetItemCommand(input)),
    TransactWriteItems: (input) => client.send(new sdk.TransactWriteItemsCommand(input)),
  };
  return {
    send: ({ operation, input }) => send[operation](input as never),
    close: () => Promise.resolve(client.destroy()),
  };
}

export function leanClient(config: DynamoDbConfig): Client {
  const client = new LeanDynamoDbClient(config);
  const send: Record<Operation, (input: never) => Promise<object>> = {
    GetItem: (input) => client.getItem(input),
    PutItem: (input) => client.putItem(input),
    UpdateItem: (input) => client.updateItem(input),
    DeleteItem: (input) => client.deleteItem(input),
    Query: (input) => client.query(input),
    BatchGetItem: (input) => client.batchGetItem(input),
    TransactWriteItems: (input) => client.transactWriteItems(input),
  };
  return { send: ({ operation, input }) => send[operation](input as never), close: () => client.destroy() };
}

export const BOTH = [sdkClient, leanClient];

/** What a caller sees of a request: its output, or all of its failure that anybody tells failures apart by. */
export async function outcomeOf(request: Promise<object>): Promise<object> {
  try {
    const { $metadata: _, ...output } = (await request) as { $metadata?: unknown };
    return { output };
  } catch (error) {
    return failureOf(error as Failure);
  }
}

type Failure = sdk.DynamoDBServiceException & { Item?: unknown; CancellationReasons?: unknown };

function failureOf(error: Failure): object {
  const { name, message, $fault, $metadata, Item, CancellationReasons } = error;
  const { httpStatusCode, attempts } = $metadata ?? {};
  const storeFailure = asStoreFailure(error);
  const kind = storeFailure === error ? 'lasting' : (storeFailure as { code?: string }).code;
  return { name, message, $fault, httpStatusCode, attempts, kind, Item, CancellationReasons };
}
