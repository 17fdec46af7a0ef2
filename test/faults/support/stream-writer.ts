import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { MessageSentData } from '@app/common/events';
import type { MessageItem } from '@app/common/table';
import { aConversationItem, aMessageItem, groupRowItems, MEMBER_UUIDS } from '../../support/builders';
import { range } from '../../support/range';
import type { Random } from './random';

/**
 * Writes conversations as the messages service does, and remembers every message that DynamoDB has accepted, to be held
 * against what arrives elsewhere.
 */
export class StreamWriter {
  readonly accepted = new Map<string, MessageItem[]>();

  /** Where messages go besides the table. */
  onMessage: (item: MessageItem) => void = () => undefined;

  constructor(
    private readonly documents: DynamoDBDocumentClient,
    private readonly tableName: string,
    private readonly random: Random,
  ) {}

  get messages(): number {
    return [...this.accepted.values()].reduce((sum, messages) => sum + messages.length, 0);
  }

  /** Starts conversations: each with its rows and its first message in one transaction. */
  async start(count: number): Promise<string[]> {
    const groups: string[] = [];
    for (let i = 0; i < count; i += 1) groups.push(await this.startOne());
    return groups;
  }

  /** The next message of each of `count` conversations taken at random. */
  async write(count: number): Promise<void> {
    const groups = [...this.accepted.keys()];
    const chosen = range(count).map(() => groups[this.random.below(groups.length)]!);
    const byGroup = new Map<string, number>();
    for (const group of chosen) byGroup.set(group, (byGroup.get(group) ?? 0) + 1);
    await Promise.all([...byGroup].map(([group, times]) => this.writeInto(group, times)));
  }

  /** One after the other. */
  async writeInto(groupUuid: string, times: number, text?: string): Promise<void> {
    const messages = this.accepted.get(groupUuid)!;
    for (let i = 0; i < times; i += 1) {
      const item = aMessage(groupUuid, messages.length + 1, text);
      await this.documents.send(new PutCommand({ TableName: this.tableName, Item: item }));
      this.onMessage(item);
      messages.push(item);
    }
  }

  /** Moves both members' rows to where a projector would have them, had all that is accepted been published. */
  async moveRows(): Promise<void> {
    for (const [group, messages] of this.accepted) {
      const puts = groupRowItems(group, messages.length).map(
        (Item) => new PutCommand({ TableName: this.tableName, Item }),
      );
      await Promise.all(puts.map((put) => this.documents.send(put)));
    }
  }

  private async startOne(): Promise<string> {
    const group = randomUUID();
    const first = aMessage(group, 1);
    const items = [aConversationItem(group), first, ...groupRowItems(group, 1)];
    const TransactItems = items.map((Item) => ({ Put: { TableName: this.tableName, Item } }));
    await this.documents.send(new TransactWriteCommand({ TransactItems }));
    this.onMessage(first);
    this.accepted.set(group, [first]);
    return group;
  }
}

export const dataOf = ({ pk: _pk, sk: _sk, ...data }: MessageItem): MessageSentData => data;

/** The members take turns. */
const aMessage = (groupUuid: string, number: number, message = `message ${number}`): MessageItem =>
  aMessageItem(groupUuid, number, { message, user_uuid: MEMBER_UUIDS[number % 2]! });
