import { randomUUID } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import type * as sdk from '@aws-sdk/client-dynamodb';
import { DYNAMODB } from './endpoints';
import { type Call, JsonService } from './json-service';
import type { OnWire } from './on-wire';
import type { DynamoDbConfig } from './place';

export const createLeanClient = (config: DynamoDbConfig): LeanDynamoDbClient => new LeanDynamoDbClient(config);

/**
 * The hot calls of DynamoDB at a tenth of what they cost by the SDK. Inputs, outputs and failures are the SDK's, but items
 * are in DynamoDB's own notation. All that is done rarely is done by the SDK.
 */
export class LeanDynamoDbClient implements OnApplicationShutdown {
  private readonly service: JsonService;

  constructor(config: DynamoDbConfig) {
    this.service = new JsonService(DYNAMODB, config);
  }

  getItem(input: OnWire<sdk.GetItemCommandInput>, signal?: AbortSignal): Promise<OnWire<sdk.GetItemCommandOutput>> {
    return this.service.call('GetItem', input, signal);
  }

  putItem(input: OnWire<sdk.PutItemCommandInput>): Promise<OnWire<sdk.PutItemCommandOutput>> {
    return this.service.call('PutItem', input);
  }

  updateItem(input: OnWire<sdk.UpdateItemCommandInput>): Promise<OnWire<sdk.UpdateItemCommandOutput>> {
    return this.service.call('UpdateItem', input);
  }

  deleteItem(input: OnWire<sdk.DeleteItemCommandInput>): Promise<OnWire<sdk.DeleteItemCommandOutput>> {
    return this.service.call('DeleteItem', input);
  }

  query(input: OnWire<sdk.QueryCommandInput>, signal?: AbortSignal): Promise<OnWire<sdk.QueryCommandOutput>> {
    return this.service.call('Query', input, signal);
  }

  batchGetItem(
    input: OnWire<sdk.BatchGetItemCommandInput>,
    signal?: AbortSignal,
  ): Promise<OnWire<sdk.BatchGetItemCommandOutput>> {
    return this.service.call('BatchGetItem', input, signal);
  }

  /** Its attempts are one transaction to DynamoDB. */
  transactWriteItems(
    input: OnWire<sdk.TransactWriteItemsCommandInput>,
  ): Promise<OnWire<sdk.TransactWriteItemsCommandOutput>> {
    return this.service.call('TransactWriteItems', {
      ...input,
      ClientRequestToken: input.ClientRequestToken ?? randomUUID(),
    });
  }

  /** See `JsonService.wrap`. */
  wrap(layer: (next: Call) => Call): void {
    this.service.wrap(layer);
  }

  /** Waits for the answers to what was asked. */
  destroy(): Promise<void> {
    return this.service.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.destroy();
  }
}
