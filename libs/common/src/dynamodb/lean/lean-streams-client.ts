import type { GetRecordsCommandInput, GetRecordsCommandOutput } from '@aws-sdk/client-dynamodb-streams';
import { STREAMS } from './endpoints';
import { JsonService } from './json-service';
import type { OnWire } from './on-wire';
import type { DynamoDbConfig } from './place';

export type GetRecordsOutput = OnWire<GetRecordsCommandOutput>;

/** The hot call of DynamoDB Streams, in the way of `LeanDynamoDbClient`. */
export class LeanStreamsClient {
  private readonly service: JsonService;

  constructor(config: DynamoDbConfig) {
    this.service = new JsonService(STREAMS, config);
  }

  getRecords(input: GetRecordsCommandInput, signal?: AbortSignal): Promise<GetRecordsOutput> {
    return this.service.call('GetRecords', input, signal);
  }

  /** Waits for the answers to what was asked. */
  destroy(): Promise<void> {
    return this.service.close();
  }
}
