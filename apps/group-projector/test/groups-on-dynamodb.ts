import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { type GroupRowItem, groupRowKey, type TableKey } from '@app/common/table';
import { normalRow } from '../../../test/support/expected-row';
import type { Group } from '../../../test/support/group';

const PUTS_AT_ONCE = 25;

/** What groups have in a table. */
export class GroupsOnDynamoDb {
  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
  ) {}

  /** All that was written, as it is in the end. */
  async store(...groups: Group[]): Promise<void> {
    await this.put(groups.flatMap(({ items }) => items));
  }

  async put(items: TableKey[]): Promise<void> {
    for (let i = 0; i < items.length; i += PUTS_AT_ONCE) {
      const puts = items.slice(i, i + PUTS_AT_ONCE).map((Item) => ({ PutRequest: { Item } }));
      await this.documents.send(new BatchWriteCommand({ RequestItems: { [this.tableName]: puts } }));
    }
  }

  async lose(Key: TableKey): Promise<void> {
    await this.documents.send(new DeleteCommand({ TableName: this.tableName, Key }));
  }

  /** Sets what a row says, whatever that is, and takes away what is undefined. */
  async set(
    { groupUuid }: Group,
    { uuid }: Person,
    fields: Partial<Record<keyof GroupRowItem, unknown>>,
  ): Promise<void> {
    const all = Object.entries(fields);
    const sets = all.filter(([, value]) => value !== undefined);
    const removes = all.filter(([, value]) => value === undefined);
    await this.documents.send(
      new UpdateCommand({
        TableName: this.tableName,
        Key: groupRowKey(uuid, groupUuid),
        UpdateExpression: [
          ...(sets.length > 0 ? [`SET ${sets.map(([name]) => `#${name} = :${name}`).join(', ')}`] : []),
          ...(removes.length > 0 ? [`REMOVE ${removes.map(([name]) => `#${name}`).join(', ')}`] : []),
        ].join(' '),
        ExpressionAttributeNames: Object.fromEntries(all.map(([name]) => [`#${name}`, name])),
        ...(sets.length > 0 && {
          ExpressionAttributeValues: Object.fromEntries(sets.map(([name, value]) => [`:${name}`, value])),
        }),
      }),
    );
  }

  /** In its normal form. */
  async row({ groupUuid }: Group, { uuid }: Person): Promise<GroupRowItem | undefined> {
    const Key = groupRowKey(uuid, groupUuid);
    const { Item } = await this.documents.send(
      new GetCommand({ TableName: this.tableName, Key, ConsistentRead: true }),
    );
    return Item && normalRow(Item as GroupRowItem);
  }
}
