import type { OnApplicationShutdown } from '@nestjs/common';
import type * as sdk from '@aws-sdk/client-dynamodb-streams';
import { STREAMS } from './endpoints';
import { JsonService } from './json-service';
import type { OnWire } from './on-wire';
import type { DynamoDbConfig } from './place';

export type GetRecordsOutput = OnWire<sdk.GetRecordsCommandOutput>;

export const createLeanStreamsClient = (config: DynamoDbConfig): LeanStreamsClient => new LeanStreamsClient(config);

/** DynamoDB Streams, in the way of `LeanDynamoDbClient`: reading records is a hot call, and it needs the others. */
export class LeanStreamsClient implements OnApplicationShutdown {
  private readonly service: JsonService;

  constructor(config: DynamoDbConfig) {
    this.service = new JsonService(STREAMS, config);
  }

  listStreams(input: sdk.ListStreamsCommandInput): Promise<OnWire<sdk.ListStreamsCommandOutput>> {
    return this.service.call('ListStreams', input);
  }

  describeStream(input: sdk.DescribeStreamCommandInput): Promise<OnWire<sdk.DescribeStreamCommandOutput>> {
    return this.service.call('DescribeStream', input);
  }

  getShardIterator(
    input: sdk.GetShardIteratorCommandInput,
    signal?: AbortSignal,
  ): Promise<OnWire<sdk.GetShardIteratorCommandOutput>> {
    return this.service.call('GetShardIterator', input, signal);
  }

  getRecords(input: sdk.GetRecordsCommandInput, signal?: AbortSignal): Promise<GetRecordsOutput> {
    return this.service.call('GetRecords', input, signal);
  }

  /** Waits for the answers to what was asked. */
  destroy(): Promise<void> {
    return this.service.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.destroy();
  }
}
