import { Inject, Injectable } from '@nestjs/common';
import { type Attributes, LeanDynamoDbClient, numberOf, textsOf, toAttributes } from '@app/common/dynamodb/lean';
import {
  changedKeys,
  conversationKey,
  type Entry,
  hasReached,
  ITEM_EXISTS,
  ITEM_IS_ABSENT,
  MAX_REVISION,
  MESSAGE,
  messageKey,
  REACTOR,
  reactorKey,
  readEntry,
  readMessage,
  readReach,
  readReactor,
  type Reactor,
  REVISION,
  revisionKey,
  revisionSortKey,
  type TableKey,
} from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import { readConversation } from '../standing/read-conversation';
import { readItem } from '../requests/read-item';
import { readRange } from '../requests/read-range';
import type { NextRevision, ReadHead, TakingOutcome, ToldRevisionHead } from './revision';
import { changingAttributes, toReactorItem, toRevisionItem } from './revision-items';
import { isMembershipSeen } from '../standing/seen-membership';
import { SeveralItems } from '../requests/several-items';
import type { ToldMembers } from '../standing/standings';
import { hasFailed, transact, type TransactItem } from '../requests/transactions';

/** The changes of entries, as whoever makes one needs them. Every read is strongly consistent. */
@Injectable()
export class RevisionsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly several: SeveralItems,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /**
   * The newest revision and what it tells of the members; what the conversation tells where it has none yet. Undefined when
   * there is no such conversation. Each makes the same two requests, so that the time does not tell them apart.
   */
  async head(groupUuid: string): Promise<ToldRevisionHead | undefined> {
    const [newest, conversation] = await Promise.all([this.newest(groupUuid), this.item(conversationKey(groupUuid))]);
    if (newest) {
      const reach = readReach(newest);
      return { groupUuid, revision: reach.revision, told: readTold(newest), reach };
    }
    return conversation && { groupUuid, revision: 0, told: readConversation(groupUuid, conversation) };
  }

  /** Whether all that the head's revision has changed is to be seen. */
  async isSeen({ groupUuid, reach }: ReadHead): Promise<boolean> {
    if (!reach) return true;
    const keys = changedKeys(groupUuid, reach);
    const found = await this.several.read(keys);
    const entry = found.get(messageKey(groupUuid, reach.number));
    if (!entry || !keys.every((key) => hasReached(found.get(key), reach.revision))) return false;
    const message = readMessage(entry);
    return message.revision === reach.revision ? isMembershipSeen(this.several, message) : true;
  }

  async entry(groupUuid: string, number: number): Promise<Entry | undefined> {
    const item = await this.item(messageKey(groupUuid, number));
    return item && readEntry(item);
  }

  /** With what these people have reacted to an entry, in their order. */
  async reactors(groupUuid: string, number: number, userUuids: string[]): Promise<Reactor[]> {
    const keyOf = (userUuid: string) => reactorKey(groupUuid, number, userUuid);
    const found = await this.several.read(userUuids.map(keyOf));
    return userUuids.map((userUuid) => {
      const item = found.get(keyOf(userUuid));
      return item ? readReactor(item) : { userUuid, emojis: [], revision: 0 };
    });
  }

  /**
   * The revision, the entry and whose reactions it changes, all or nothing: if the revision is free, and if entry and
   * reactions still are as they were read. A deletion takes the text out of the revisions that have edited the entry.
   */
  async takeRevision(next: NextRevision): Promise<TakingOutcome> {
    const reasons = await transact(this.dynamoDb, [
      this.putRevision(next),
      this.changeEntry(next),
      ...next.reactors.map((reactor) => this.putReactor(next, reactor)),
      ...(next.change.kind === 'deleted' ? this.emptyEdits(next.before) : []),
    ]);
    if (!reasons) return 'taken';
    const [revision] = reasons;
    if (revision && hasFailed(revision)) return 'revision_taken';
    return reasons.some(hasFailed) ? 'entry_changed' : 'contended';
  }

  private async newest(groupUuid: string): Promise<Attributes | undefined> {
    const range = { groupUuid, from: revisionSortKey(1), to: revisionSortKey(MAX_REVISION), backward: true, limit: 1 };
    return (await readRange(this.dynamoDb, this.config.TABLE_NAME, range))[0];
  }

  private item(key: TableKey): Promise<Attributes | undefined> {
    return readItem(this.dynamoDb, this.config.TABLE_NAME, key);
  }

  private putRevision(next: NextRevision): TransactItem {
    return {
      Put: {
        TableName: this.config.TABLE_NAME,
        Item: toAttributes(toRevisionItem(next)),
        ConditionExpression: ITEM_IS_ABSENT,
      },
    };
  }

  private changeEntry({ before, after }: NextRevision): TransactItem {
    const { groupUuid, number } = before.message;
    const attributes = Object.entries(changingAttributes(after));
    const set = attributes.filter(([, value]) => value !== undefined);
    const removed = attributes.filter(([, value]) => value === undefined).map(([name]) => name);
    const seen = before.message.revision;
    return {
      Update: {
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(messageKey(groupUuid, number)),
        UpdateExpression: [
          `SET ${set.map(([name]) => `${name} = :${name}`).join(', ')}`,
          ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : []),
        ].join(' '),
        ConditionExpression:
          seen === undefined
            ? `${ITEM_EXISTS} AND attribute_not_exists(${MESSAGE.revision})`
            : `${MESSAGE.revision} = :seen`,
        ExpressionAttributeValues: toAttributes({
          ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
          ':seen': seen,
        }),
      },
    };
  }

  private putReactor(next: NextRevision, { before, emojis }: NextRevision['reactors'][number]): TransactItem {
    const isNew = before.revision === 0;
    return {
      Put: {
        TableName: this.config.TABLE_NAME,
        Item: toAttributes(toReactorItem(next, before.userUuid, emojis)),
        ConditionExpression: isNew ? ITEM_IS_ABSENT : `${REACTOR.revision} = :seen`,
        ...(!isNew && { ExpressionAttributeValues: toAttributes({ ':seen': before.revision }) }),
      },
    };
  }

  private emptyEdits({ message, editRevisions }: Entry): TransactItem[] {
    return editRevisions.map((revision) => ({
      Update: {
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(revisionKey(message.groupUuid, revision)),
        UpdateExpression: `SET ${REVISION.text} = :empty, ${REVISION.textBefore} = :empty`,
        ConditionExpression: ITEM_EXISTS,
        ExpressionAttributeValues: toAttributes({ ':empty': '' }),
      },
    }));
  }
}

const readTold = (revision: Attributes): ToldMembers =>
  revision[REVISION.membersAt]
    ? { membersAt: numberOf(revision, REVISION.membersAt) }
    : { memberUuids: textsOf(revision, REVISION.memberUuids) };
