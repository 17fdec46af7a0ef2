import { Inject, Injectable } from '@nestjs/common';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { encodeCloudEvent, type KafkaRecord } from '@app/common/events';
import { PARTITION_KEY, SORT_KEY, type StoredItem, storedItemOf, type TableKey } from '@app/common/table';
import { STREAM_RELAY_CONFIG, type StreamRelayConfig } from '../config/stream-relay.config';
import { eventOfItem } from '../publishing/translate';

/** In DynamoDB's own notation. */
const text = z.object({ S: z.string() });
const pointer = z.object({ keys: z.object({ [PARTITION_KEY]: text, [SORT_KEY]: text }) });

/** Makes of a dead letter of the relay the event that could not be published, from the item that it points to. */
@Injectable()
export class RelayLetters {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    @Inject(STREAM_RELAY_CONFIG) private readonly config: Pick<StreamRelayConfig, 'TABLE_NAME'>,
  ) {}

  /**
   * @returns undefined where there is nothing to publish any more: the item is gone, or none that others hear of.
   * @throws when it still is no event.
   */
  async recordOf(value: Buffer | null): Promise<KafkaRecord | undefined> {
    const { keys } = pointer.parse(JSON.parse(value?.toString() ?? 'null'));
    const item = await this.find({ [PARTITION_KEY]: keys[PARTITION_KEY].S, [SORT_KEY]: keys[SORT_KEY].S });
    const event = item && eventOfItem(item);
    return event && encodeCloudEvent(event);
  }

  private async find(Key: TableKey): Promise<StoredItem | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.config.TABLE_NAME, Key, ConsistentRead: true }),
    );
    return Item && storedItemOf(Item);
  }
}
