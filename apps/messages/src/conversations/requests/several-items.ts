import { Inject, Injectable } from '@nestjs/common';
import { type Attributes, LeanDynamoDbClient, storeRead, textOf, toAttributes } from '@app/common/dynamodb/lean';
import { DomainError } from '@app/common/errors';
import { growingPauses, pause } from '@app/common/patience';
import { PARTITION_KEY, SORT_KEY, type TableKey } from '@app/common/table';
import { currentCorrelation } from '@app/common/tracing';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';

/** As many as one request may ask for. */
export const MOST_KEYS = 100;

const PATIENCE_MS = 3_000;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

/** What was found of what was asked for. */
export class FoundItems {
  private readonly items: ReadonlyMap<string, Attributes>;

  constructor(items: Attributes[]) {
    this.items = new Map(items.map((item) => [`${textOf(item, PARTITION_KEY)} ${textOf(item, SORT_KEY)}`, item]));
  }

  get(key: TableKey): Attributes | undefined {
    return this.items.get(nameOf(key));
  }
}

/** Items by their keys, wherever they lie, each as it is at its own moment: together they are no snapshot. */
@Injectable()
export class SeveralItems {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Strongly consistent. Without a key it makes no request; a key may be there twice. */
  async read(keys: TableKey[]): Promise<FoundItems> {
    const once = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    const parts = Array.from({ length: Math.ceil(once.length / MOST_KEYS) }, (_, part) =>
      this.readPart(once.slice(part * MOST_KEYS, (part + 1) * MOST_KEYS)),
    );
    return new FoundItems((await Promise.all(parts)).flat());
  }

  /** DynamoDB leaves out what exceeds 16 MB, or the table's throughput. */
  private async readPart(keys: TableKey[]): Promise<Attributes[]> {
    const table = this.config.TABLE_NAME;
    const deadline = performance.now() + PATIENCE_MS;
    const items: Attributes[] = [];
    let Keys = keys.map(toAttributes);
    for (const pauseMs of growingPauses(FIRST_PAUSE_MS, LONGEST_PAUSE_MS)) {
      const request = { RequestItems: { [table]: { Keys, ConsistentRead: true } } };
      const { Responses, UnprocessedKeys } = await storeRead((gone) => this.dynamoDb.batchGetItem(request, gone));
      items.push(...(Responses?.[table] ?? []));
      Keys = UnprocessedKeys?.[table]?.Keys ?? [];
      if (Keys.length === 0) return items;
      if (performance.now() >= deadline) break;
      await pause(Math.random() * pauseMs, currentCorrelation().callerGone);
    }
    throw new DomainError('service_unavailable', { detail: 'DynamoDB leaves items unread' });
  }
}

const nameOf = ({ pk, sk }: TableKey): string => `${pk} ${sk}`;
