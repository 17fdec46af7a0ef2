import { Inject, Injectable } from '@nestjs/common';
import { isOpen, type Span, WHOLE } from '@app/common/contracts';
import {
  type Attributes,
  LeanDynamoDbClient,
  mapsOf,
  numberOf,
  optionalTextOf,
  textOf,
} from '@app/common/dynamodb/lean';
import { MembersAt } from '@app/common/members';
import { MEMBER, MEMBERSHIP, type MembershipKind, membershipKey, MESSAGE, readSpans } from '@app/common/table';
import { MESSAGES_CONFIG, type MessagesConfig } from '../config/messages.config';
import type { Standing } from './conversation';
import { readItem } from './read-item';
import { SeveralItems } from './several-items';

/** Of the entries by which somebody becomes a member, or is one no more. */
const MOVING_KINDS: readonly string[] = ['added', 'left', 'removed'] satisfies MembershipKind[];

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

  /**
   * Whether a change of the membership is to be seen whole: what it says of whom it is about, and not its entry alone. Whoever
   * writes behind it has seen that, so that who sees what was written, and asks then what is theirs to see, is told by it.
   */
  async isSeen(groupUuid: string, entry: Attributes): Promise<boolean> {
    const movesSubjects = MOVING_KINDS.includes(optionalTextOf(entry, MESSAGE.kind) ?? '');
    if (!movesSubjects) return true;
    const keys = mapsOf(entry, MESSAGE.subjects).map((subject) =>
      membershipKey(groupUuid, textOf(subject, MEMBER.uuid)),
    );
    const found = await this.several.read(keys);
    const number = numberOf(entry, MESSAGE.number);
    return keys.every((key) => {
      const item = found.get(key);
      return item !== undefined && numberOf(item, MEMBERSHIP.changedAt) >= number;
    });
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
