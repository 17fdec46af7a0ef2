import { Inject, Injectable } from '@nestjs/common';
import { type Span, WHOLE } from '@app/common/contracts';
import { LeanDynamoDbClient, numberOf, storeRequest, toAttributes } from '@app/common/dynamodb/lean';
import { MembersAt } from '@app/common/members';
import { MEMBERSHIP, membershipKey, readSpans } from '@app/common/table';
import { GROUP_PROJECTOR_CONFIG, type GroupProjectorConfig } from '../config/group-projector.config';
import type { GroupRowKey, Membership } from './group-row-move';

/** What a group's member may see, or could see before they left. */
export interface MemberSpans {
  spans: readonly Span[];
  /** Absent for who is a member from the start and ever since. */
  membership?: Membership;
}

/** When people are members of groups, and when not. Every read is strongly consistent. */
@Injectable()
export class MembershipsStore {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly membersAt: MembersAt,
    @Inject(GROUP_PROJECTOR_CONFIG) private readonly config: Pick<GroupProjectorConfig, 'TABLE_NAME'>,
  ) {}

  /** Of who has joined, left or been removed since the start; undefined for others. */
  async find({ groupUuid, userUuid }: GroupRowKey): Promise<Membership | undefined> {
    const Key = toAttributes(membershipKey(groupUuid, userUuid));
    const request = { TableName: this.config.TABLE_NAME, Key, ConsistentRead: true };
    const { Item } = await storeRequest(() => this.dynamoDb.getItem(request));
    return Item && { changedAt: numberOf(Item, MEMBERSHIP.changedAt), spans: readSpans(Item, MEMBERSHIP.spans) };
  }

  /** Undefined for who never was a member. @param hasChanged whether the membership has, since the group's start. */
  async spansOf(key: GroupRowKey, { hasChanged = true } = {}): Promise<MemberSpans | undefined> {
    const membership = hasChanged ? await this.find(key) : undefined;
    if (membership) return { spans: membership.spans, membership };
    const first = await this.membersAt.uuids({ groupUuid: key.groupUuid, membersAt: 1 });
    return first?.includes(key.userUuid) ? { spans: WHOLE } : undefined;
  }
}
