import { Inject, Injectable } from '@nestjs/common';
import { type Attributes, LeanDynamoDbClient, storeRequest, toAttributes } from '@app/common/dynamodb/lean';
import { type Acceptance, SETTINGS, settingsKey } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import { readItem } from '../../conversations/requests/read-item';

/** What a person has chosen for all conversations. */
export interface Settings {
  /** Whether others see how far this person has come, and this person how far others have. */
  receipts: boolean;
  /** From whom this person takes messages in conversations of two. */
  accepts: Acceptance;
}

/** The settings of people; somebody without has those that everybody begins with. */
@Injectable()
export class SettingsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Strongly consistent. */
  async read(userUuid: string): Promise<Settings> {
    return readSettings(await readItem(this.dynamoDb, this.config.TABLE_NAME, settingsKey(userUuid)));
  }

  /** What is absent stays; at least one of them is there. */
  async set(userUuid: string, changes: Partial<Settings>): Promise<Settings> {
    const set = Object.entries(changes).filter(([, value]) => value !== undefined);
    const update = {
      TableName: this.config.TABLE_NAME,
      Key: toAttributes(settingsKey(userUuid)),
      UpdateExpression: `SET ${set.map(([name]) => `${SETTINGS[name as keyof Settings]} = :${name}`).join(', ')}`,
      ExpressionAttributeValues: toAttributes(Object.fromEntries(set.map(([name, value]) => [`:${name}`, value]))),
      ReturnValues: 'ALL_NEW',
    } as const;
    const { Attributes: item } = await storeRequest(() => this.dynamoDb.updateItem(update));
    return readSettings(item);
  }
}

/** Of what lies under somebody's `settingsKey`. */
export const readSettings = (item: Attributes | undefined): Settings => ({
  receipts: item?.[SETTINGS.receipts]?.BOOL ?? true,
  accepts: readAcceptance(item?.[SETTINGS.accepts]?.S),
});

const readAcceptance = (text: string | undefined): Acceptance =>
  text === 'requests' || text === 'nobody' ? text : 'everybody';
