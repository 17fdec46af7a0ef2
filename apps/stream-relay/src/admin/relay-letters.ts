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

/** A letter that cannot become an event as it is, or as its item is; the cause says why. Another try will not help. */
export class UnusableLetterError extends Error {
  override readonly name = 'UnusableLetterError';
}

/** Makes of a dead letter of the relay the event that could not be published, from the item that it points to. */
@Injectable()
export class RelayLetters {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    @Inject(STREAM_RELAY_CONFIG) private readonly config: Pick<StreamRelayConfig, 'TABLE_NAME'>,
  ) {}

  /**
   * @returns undefined where there is nothing to publish any more: the item is gone, or of a kind that has no event.
   * @throws UnusableLetterError; and whatever DynamoDB fails with.
   */
  async recordOf(value: Buffer | null): Promise<KafkaRecord | undefined> {
    const item = await this.find(unlessUnusable(() => keyIn(value)));
    return item && unlessUnusable(() => recordOfItem(storedItemOf(item)));
  }

  private async find(Key: TableKey): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.config.TABLE_NAME, Key, ConsistentRead: true }),
    );
    return Item;
  }
}

function keyIn(value: Buffer | null): TableKey {
  const { keys } = pointer.parse(JSON.parse(value?.toString() ?? 'null'));
  return { [PARTITION_KEY]: keys[PARTITION_KEY].S, [SORT_KEY]: keys[SORT_KEY].S };
}

function recordOfItem(item: StoredItem): KafkaRecord | undefined {
  const event = eventOfItem(item);
  return event && encodeCloudEvent(event);
}

function unlessUnusable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new UnusableLetterError('the letter is no event', { cause });
  }
}
