import { Inject, Injectable } from '@nestjs/common';
import { LeanDynamoDbClient, optionalTextOf, toAttributes } from '@app/common/dynamodb/lean';
import { CONVERSATION, conversationKey, ITEM_IS_ABSENT, MEMBERSHIP, membershipKey } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import { readItem } from '../conversations/requests/read-item';
import { SeveralItems } from '../conversations/requests/several-items';
import { hasFailed, transact, type TransactItem } from '../conversations/requests/transactions';
import type { StartOutcome } from '../conversations/messages/write-outcomes';
import type { Group, Membership, NextMembership } from './membership';
import {
  readMembership,
  toGroupItem,
  toMembershipEntry,
  toMembershipItem,
  toMembershipRevision,
} from './membership-items';

/** Starts of groups, and changes of who is in them: each a transaction of an entry, a revision and the conversation. */
@Injectable()
export class MembershipStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly several: SeveralItems,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Of the request that has started the group; undefined where there is no such group. */
  async startHash(groupUuid: string): Promise<{ requestHash: string | undefined } | undefined> {
    const item = await readItem(this.dynamoDb, this.config.TABLE_NAME, conversationKey(groupUuid));
    return item && { requestHash: optionalTextOf(item, CONVERSATION.requestHash) };
  }

  /** Of those of these people who have joined, left or been removed since the start. */
  async memberships(groupUuid: string, userUuids: readonly string[]): Promise<Map<string, Membership>> {
    const keyOf = (userUuid: string) => membershipKey(groupUuid, userUuid);
    const found = await this.several.read(userUuids.map(keyOf));
    const memberships = new Map<string, Membership>();
    for (const userUuid of userUuids) {
      const item = found.get(keyOf(userUuid));
      if (item) memberships.set(userUuid, readMembership(item));
    }
    return memberships;
  }

  /** The group, its first entry and revision and what counts the start, all or nothing; nothing where there is the group. */
  async start(
    first: NextMembership,
    requestHash: string | undefined,
    count: TransactItem | undefined,
  ): Promise<StartOutcome> {
    const reasons = await transact(this.dynamoDb, [
      ...(count ? [count] : []),
      this.putIfAbsent(toGroupItem(first, requestHash)),
      this.putIfAbsent(toMembershipEntry(first)),
      this.putIfAbsent(toMembershipRevision(first)),
    ]);
    if (!reasons) return 'started';
    if (reasons.slice(count ? 1 : 0).some(hasFailed)) return 'exists';
    return reasons.some(hasFailed) ? 'limited' : 'contended';
  }

  /**
   * The entry, the revision, the conversation and whose membership begins or ends, all or nothing: if number and revision are
   * free, and if all else still is as it was read.
   */
  async change(next: NextMembership, before: Group): Promise<'changed' | 'contended'> {
    const reasons = await transact(this.dynamoDb, [
      this.putIfAbsent(toMembershipEntry(next)),
      this.putIfAbsent(toMembershipRevision(next)),
      this.changeGroup(next, before),
      ...next.memberships.map((membership) => this.putMembership(next, membership)),
    ]);
    return reasons ? 'contended' : 'changed';
  }

  private changeGroup({ after }: NextMembership, before: Group): TransactItem {
    const { membersAt, memberCount, ownerUuid, name } = CONVERSATION;
    const set = `SET ${membersAt} = :at, ${memberCount} = :count, ${ownerUuid} = :owner`;
    return {
      Update: {
        TableName: this.config.TABLE_NAME,
        Key: toAttributes(conversationKey(after.groupUuid)),
        UpdateExpression: after.group.name === undefined ? `${set} REMOVE ${name}` : `${set}, ${name} = :name`,
        ConditionExpression: `${membersAt} = :before`,
        ExpressionAttributeValues: toAttributes({
          ':at': after.group.membersAt,
          ':count': after.memberUuids.length,
          ':owner': after.group.ownerUuid,
          ':name': after.group.name,
          ':before': before.group.membersAt,
        }),
      },
    };
  }

  private putMembership(next: NextMembership, membership: NextMembership['memberships'][number]): TransactItem {
    const { before } = membership;
    return {
      Put: {
        TableName: this.config.TABLE_NAME,
        Item: toAttributes(toMembershipItem(next, membership)),
        ConditionExpression: before ? `${MEMBERSHIP.changedAt} = :before` : ITEM_IS_ABSENT,
        ...(before && { ExpressionAttributeValues: toAttributes({ ':before': before.changedAt }) }),
      },
    };
  }

  private putIfAbsent(item: object): TransactItem {
    return {
      Put: { TableName: this.config.TABLE_NAME, Item: toAttributes(item), ConditionExpression: ITEM_IS_ABSENT },
    };
  }
}
