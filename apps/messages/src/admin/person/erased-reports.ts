import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { ERASED_NAMES } from '@app/common/contracts';
import { ITEM_EXISTS, PARTITION_KEY, REPORT, reportsPartition, SORT_KEY, type StoredItem } from '@app/common/table';
import type { Found } from './found';
import type { HeldItems } from './held-items';
import type { NamesInPlace } from './names-in-place';

/** How a report ends whose subject is gone. */
const OUTCOME = 'erased';

/** Of somebody's own words and names. */
const EMPTIED = {
  [REPORT.text]: '',
  [REPORT.senderHandle]: ERASED_NAMES.handle,
  [REPORT.senderDisplayName]: ERASED_NAMES.displayName,
  [REPORT.reason]: '',
};

/**
 * Of a report about an erased person, this stays: where, when and by whom it was made, and how it ended; an open one is
 * closed. A report that they made loses its reason and their name, and keeps what was reported, for whoever has to judge it.
 */
export class ErasedReports {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly held: HeldItems,
    private readonly names: NamesInPlace,
    private readonly userUuid: string,
  ) {}

  async run(): Promise<Found> {
    let [about, made] = [0, 0];
    for await (const report of this.held.reports()) {
      if (report[REPORT.senderUuid] === this.userUuid && report[REPORT.senderHandle] !== ERASED_NAMES.handle) {
        await this.empty(report);
        about += 1;
      }
      if (report[REPORT.reporterUuid] === this.userUuid && report[REPORT.reporterHandle] !== ERASED_NAMES.handle) {
        await this.names.set(report, { [REPORT.reporterHandle]: ERASED_NAMES.handle, [REPORT.reason]: '' });
        made += 1;
      }
    }
    return { 'reports about them': about, 'reports by them': made };
  }

  private async empty(report: StoredItem): Promise<void> {
    if (report[PARTITION_KEY] !== reportsPartition('open')) return void (await this.names.set(report, EMPTIED));
    const { tableName: TableName } = this.held;
    const Key = { [PARTITION_KEY]: report[PARTITION_KEY], [SORT_KEY]: report[SORT_KEY] };
    const closed = {
      ...report,
      ...EMPTIED,
      [PARTITION_KEY]: reportsPartition('closed'),
      [REPORT.closedAt]: new Date().toISOString(),
      [REPORT.outcome]: OUTCOME,
    };
    await this.documents.send(
      new TransactWriteCommand({
        TransactItems: [
          { Delete: { TableName, Key, ConditionExpression: ITEM_EXISTS } },
          { Put: { TableName, Item: closed } },
        ],
      }),
    );
  }
}
