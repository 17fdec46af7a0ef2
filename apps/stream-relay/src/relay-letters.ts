import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { encodeCloudEvent, type KafkaRecord } from '@app/common/events';
import { z } from 'zod';
import { eventOfItem } from './publishing/translate';

type Key = { pk: string; sk: string };

const pointer = z.object({ keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }) });

/** Makes of a dead letter of the relay the event that could not be published, from the item that it points to. */
export class RelayLetters {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  /**
   * @returns undefined where there is nothing to publish any more: the item is gone, or none that others hear of.
   * @throws when it still is no event.
   */
  async recordOf(value: Buffer | null): Promise<KafkaRecord | undefined> {
    const { keys } = pointer.parse(JSON.parse(value?.toString() ?? 'null'));
    const item = await this.find(unmarshall(keys) as Key);
    const event = item && eventOfItem(item);
    return event && encodeCloudEvent(event);
  }

  private async find(Key: Key): Promise<Key | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.tableName, Key, ConsistentRead: true }),
    );
    return Item as Key | undefined;
  }
}
