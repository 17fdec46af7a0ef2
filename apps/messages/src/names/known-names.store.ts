import { Inject, Injectable } from '@nestjs/common';
import type { Person } from '@app/common/contracts';
import {
  asStoreFailure,
  type Attributes,
  isConditionFailed,
  LeanDynamoDbClient,
  textOf,
  toAttributes,
} from '@app/common/dynamodb/lean';
import { ITEM_EXISTS, ITEM_IS_ABSENT, NAMES, namesKey } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { SeveralItems } from '../conversations/requests/several-items';

/** The names of people where groups look for them. */
@Injectable()
export class KnownNamesStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly several: SeveralItems,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Of those whose names are known, by their uuids. */
  async of(uuids: readonly string[]): Promise<Map<string, Person>> {
    const found = await this.several.read(uuids.map(namesKey));
    const people = new Map<string, Person>();
    for (const uuid of uuids) {
      const item = found.get(namesKey(uuid));
      if (item) people.set(uuid, readNames(uuid, item));
    }
    return people;
  }

  /** If none are known yet. */
  begin(person: Person): Promise<void> {
    return this.put(person, ITEM_IS_ABSENT);
  }

  /** Has an effect only while no names with a version are stored. */
  correct(person: Person): Promise<void> {
    return this.put(person, `${ITEM_EXISTS} AND attribute_not_exists(${NAMES.version})`);
  }

  private async put({ uuid, handle, displayName }: Person, ConditionExpression: string): Promise<void> {
    try {
      await this.dynamoDb.putItem({
        TableName: this.config.TABLE_NAME,
        Item: toAttributes({ ...namesKey(uuid), handle, display_name: displayName }),
        ConditionExpression,
      });
    } catch (error) {
      if (!isConditionFailed(error)) throw asStoreFailure(error);
    }
  }
}

const readNames = (uuid: string, item: Attributes): Person => ({
  uuid,
  handle: textOf(item, NAMES.handle),
  displayName: textOf(item, NAMES.displayName),
});
