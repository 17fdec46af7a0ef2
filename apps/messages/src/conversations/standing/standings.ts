import { Inject, Injectable } from '@nestjs/common';
import { isOpen, type Message, type Span, WHOLE } from '@app/common/contracts';
import { LeanDynamoDbClient } from '@app/common/dynamodb/lean';
import { MembersAt } from '@app/common/members';
import { MEMBERSHIP, membershipKey, readSpans } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../../config/messages.config';
import type { Standing } from './conversation';
import { readItem } from '../requests/read-item';
import { isMembershipSeen } from './seen-membership';
import { SeveralItems } from '../requests/several-items';

/** How an item tells members: of two it has their uuids, of a group the number of the entry that has them. */
export interface ToldMembers {
  memberUuids?: readonly string[] | undefined;
  membersAt?: number | undefined;
}

/** Who the members are, and what somebody is to them. */
export interface FoundStanding {
  standing: Standing;
  memberUuids?: readonly string[] | undefined;
}

/** Finds out who are members by what was read of a conversation. */
@Injectable()
export class Standings {
  constructor(
    private readonly dynamoDb: LeanDynamoDbClient,
    private readonly membersAt: MembersAt,
    private readonly several: SeveralItems,
    @Inject(MESSAGES_CONFIG) private readonly config: Pick<MessagesConfig, 'TABLE_NAME'>,
  ) {}

  /** Undefined where the entry that names them is not to be seen yet. */
  async membersOf(groupUuid: string, { memberUuids, membersAt }: ToldMembers): Promise<readonly string[] | undefined> {
    return membersAt === undefined ? memberUuids : this.membersAt.uuids({ groupUuid, membersAt });
  }

  /**
   * Who is not known to be a member costs the same two reads at once, whatever there is of the conversation: the time tells
   * nothing of it.
   * @param told undefined where there is no such conversation.
   * @returns `contended` where what was read is of two moments.
   */
  async of(groupUuid: string, userUuid: string, told: ToldMembers | undefined): Promise<FoundStanding | 'contended'> {
    const known = told && this.known(groupUuid, told);
    if (known?.includes(userUuid)) return { standing: 'member', memberUuids: known };
    const [spans, named] = await Promise.all([
      this.spans(groupUuid, userUuid),
      this.membersAt.read({ groupUuid, membersAt: told?.membersAt ?? 1 }),
    ]);
    if (told?.membersAt === undefined) return { standing: 'stranger', memberUuids: told?.memberUuids };
    if (!named) return 'contended';
    if (named.includes(userUuid)) return { standing: 'member', memberUuids: named };
    if (!spans) return { standing: 'stranger', memberUuids: named };
    const hasJoinedSince = isOpen(spans);
    return hasJoinedSince ? 'contended' : { standing: 'left', memberUuids: named };
  }

  /** Whether all that this entry says of memberships is to be seen, so that something may be written behind it. */
  isWhole(entry: Message): Promise<boolean> {
    return isMembershipSeen(this.several, entry);
  }

  /** What of a group these members may see, in their order. */
  async spansOf(groupUuid: string, memberUuids: readonly string[]): Promise<(readonly Span[])[]> {
    const keyOf = (uuid: string) => membershipKey(groupUuid, uuid);
    const found = await this.several.read(memberUuids.map(keyOf));
    return memberUuids.map((uuid) => {
      const item = found.get(keyOf(uuid));
      return item ? readSpans(item, MEMBERSHIP.spans) : WHOLE;
    });
  }

  private known(groupUuid: string, { memberUuids, membersAt }: ToldMembers): readonly string[] | undefined {
    return membersAt === undefined ? memberUuids : this.membersAt.known({ groupUuid, membersAt });
  }

  private async spans(groupUuid: string, userUuid: string) {
    const item = await readItem(this.dynamoDb, this.config.TABLE_NAME, membershipKey(groupUuid, userUuid));
    return item && readSpans(item, MEMBERSHIP.spans);
  }
}
