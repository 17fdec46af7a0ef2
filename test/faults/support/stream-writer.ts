import { randomUUID } from 'node:crypto';
import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { MessageSentData } from '@app/common/events';
import type { MessageItem, RevisionItem } from '@app/common/table';
import { aConversationItem, aMessageItem, groupRowItems, MEMBER_UUIDS } from '../../support/builders';
import { type Change, deletion, edit, reaction } from '../../support/changes';
import { range } from '../../support/range';
import { writeChange } from '../../support/write-change';
import type { Random } from './random';

/**
 * Writes conversations as the messages service does, and remembers every message that DynamoDB has accepted, to be held
 * against what arrives elsewhere.
 */
export class StreamWriter {
  /** As they were sent. */
  readonly accepted = new Map<string, MessageItem[]>();
  /** As they are after all their changes. */
  readonly entries = new Map<string, MessageItem[]>();
  /** As they were written. */
  readonly revisions = new Map<string, RevisionItem[]>();

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

  get changes(): number {
    return [...this.revisions.values()].reduce((sum, revisions) => sum + revisions.length, 0);
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
      this.entries.get(groupUuid)!.push(item);
    }
  }

  /** An edit, or now and then a deletion or a reaction, of some message in each of `count` conversations taken at random. */
  async change(count: number): Promise<void> {
    const groups = [...this.accepted.keys()];
    const chosen = new Set(range(count).map(() => groups[this.random.below(groups.length)]!));
    await Promise.all([...chosen].map((group) => this.changeIn(group)));
  }

  /** All that a message ever said, up to now. */
  textsOf(groupUuid: string, number: number): string[] {
    const sent = this.accepted.get(groupUuid)?.[number - 1];
    const ofIt = this.revisions.get(groupUuid)?.filter((each) => each.number === number) ?? [];
    const texts = ofIt.map(({ kind, message }) => (kind === 'edited' ? message : kind === 'deleted' ? '' : undefined));
    return [sent?.message, ...texts].filter((text) => text !== undefined);
  }

  /** Moves both members' rows to where a projector would have them, had all that is accepted been published. */
  async moveRows(): Promise<void> {
    for (const [group, messages] of this.accepted) {
      const puts = groupRowItems(group, messages.length, { moved_at: Date.now() }).map(
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
    this.entries.set(group, [first]);
    this.revisions.set(group, []);
    return group;
  }

  private async changeIn(group: string): Promise<void> {
    const [entries, revisions] = [this.entries.get(group)!, this.revisions.get(group)!];
    // The last message as often as any other: its change alone is shown.
    const place = this.random.below(2) ? entries.length - 1 : this.random.below(entries.length);
    const entry = entries[place]!;
    if (entry.deleted_at !== undefined) return;
    const change = this.changeOf(entry, revisions.length + 1);
    const earlier = revisions.filter(({ kind, number }) => kind === 'edited' && number === entry.number);
    await writeChange(this.documents, this.tableName, change, change.item.kind === 'deleted' ? earlier : []);
    entries[place] = change.entry;
    revisions.push(change.item);
  }

  private changeOf(entry: MessageItem, revision: number): Change {
    const which = this.random.below(10);
    if (which === 0) return deletion(entry, revision);
    return which < 3 ? reaction(entry, revision, MEMBER_UUIDS[0]) : edit(entry, revision, `text of ${revision}`);
  }
}

export const dataOf = ({ pk: _pk, sk: _sk, ...data }: MessageItem): MessageSentData => data;

/** The members take turns. */
const aMessage = (groupUuid: string, number: number, message = `message ${number}`): MessageItem =>
  aMessageItem(groupUuid, number, { message, user_uuid: MEMBER_UUIDS[number % 2]! });
