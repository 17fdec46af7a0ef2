import { Inject, Injectable } from '@nestjs/common';
import { type Attributes, LeanDynamoDbClient, storeRead, textOf, toAttributes } from '@app/common/dynamodb/lean';
import {
  ITEM_EXISTS,
  ITEM_IS_ABSENT,
  PARTITION_KEY,
  REPORT,
  reportKey,
  reportPlaceKey,
  reportsPartition,
  type ReportState,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { readItem } from '../conversations/requests/read-item';
import { SeveralItems } from '../conversations/requests/several-items';
import { transact } from '../conversations/requests/transactions';
import { whileContended } from '../conversations/requests/while-contended';
import type { Report } from './report';
import { readReport, toReportItem } from './report-items';

/** What was reported: each report lies among the open ones, or among the closed ones. Every read is strongly consistent. */
@Injectable()
export class ReportsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly items: SeveralItems,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** @returns the report; one of the same uuid that was there before, whatever has become of it. */
  async open(report: Report): Promise<Report> {
    const { uuid, createdAt } = report;
    const place = { ...reportPlaceKey(uuid), [REPORT.uuid]: uuid, [REPORT.createdAt]: createdAt };
    return whileContended(async () => {
      const reasons = await transact(this.dynamoDb, [this.put(place), this.put(toReportItem('open', report))]);
      return reasons ? ((await this.find(uuid)) ?? 'contended') : report;
    });
  }

  async find(uuid: string): Promise<Report | undefined> {
    const place = await readItem(this.dynamoDb, this.config.TABLE_NAME, reportPlaceKey(uuid));
    if (!place) return undefined;
    const createdAt = textOf(place, REPORT.createdAt);
    return whileContended(async () => {
      const keys = (['open', 'closed'] as const).map((state) => reportKey(state, createdAt, uuid));
      const found = await this.items.read(keys);
      const item = keys.map((key) => found.get(key)).find(Boolean);
      // One was read before it moved from the one to the other, and the other afterwards.
      return item ? readReport(item) : 'contended';
    });
  }

  /** By ascending time, page by page. */
  async *of(state: ReportState): AsyncGenerator<Report[]> {
    let ExclusiveStartKey: Attributes | undefined;
    do {
      const query = {
        TableName: this.config.TABLE_NAME,
        KeyConditionExpression: `${PARTITION_KEY} = :pk`,
        ExpressionAttributeValues: toAttributes({ ':pk': reportsPartition(state) }),
        ConsistentRead: true,
        ExclusiveStartKey,
      };
      const { Items = [], LastEvaluatedKey } = await storeRead((gone) => this.dynamoDb.query(query, gone));
      yield Items.map(readReport);
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  /** Moves an open report to the closed ones, as it is then. @returns false where it is open no more. */
  async close(report: Report): Promise<boolean> {
    const { uuid, createdAt } = report;
    const Delete = {
      TableName: this.config.TABLE_NAME,
      Key: toAttributes(reportKey('open', createdAt, uuid)),
      ConditionExpression: ITEM_EXISTS,
    };
    return (await transact(this.dynamoDb, [{ Delete }, this.put(toReportItem('closed', report))])) === undefined;
  }

  private put(item: object) {
    const { TABLE_NAME: TableName } = this.config;
    return { Put: { TableName, Item: toAttributes(item), ConditionExpression: ITEM_IS_ABSENT } };
  }
}
