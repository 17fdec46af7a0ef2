import { LRUCache } from 'lru-cache';
import { type LeanDynamoDbClient, storeRequest, toAttributes } from '@app/common/dynamodb/lean';
import { fromMemberBytes, MESSAGE, messageKey } from '@app/common/table';

/** Together they take some 40 MB at most, of groups of 256 alone. */
const REMEMBERED_MEMBERS = 262_144;

/** Who the members of a group are, as its entry `number` says. */
export interface MembersAtPlace {
  groupUuid: string;
  membersAt: number;
}

/** Finds the members that entries and events of groups name by a number. An entry says it once for ever, so what is known stays known. */
export class MembersAt {
  private readonly remembered = new LRUCache<string, readonly string[]>({
    maxSize: REMEMBERED_MEMBERS,
    sizeCalculation: (uuids) => Math.max(uuids.length, 1),
  });

  constructor(
    private readonly dynamoDb: Pick<LeanDynamoDbClient, 'getItem'>,
    private readonly tableName: string,
  ) {}

  /** Undefined where the entry is not to be seen, or not yet: of a transaction one item may be seen before another. */
  async uuids(place: MembersAtPlace): Promise<readonly string[] | undefined> {
    return this.known(place) ?? this.read(place);
  }

  /** Without a request: undefined where it takes one. */
  known(place: MembersAtPlace): readonly string[] | undefined {
    return this.remembered.get(nameOf(place));
  }

  /** By a request in any case. */
  async read(place: MembersAtPlace): Promise<readonly string[] | undefined> {
    const uuids = await this.request(place);
    if (uuids) this.remembered.set(nameOf(place), uuids);
    return uuids;
  }

  private async request({ groupUuid, membersAt }: MembersAtPlace): Promise<readonly string[] | undefined> {
    const request = {
      TableName: this.tableName,
      Key: toAttributes(messageKey(groupUuid, membersAt)),
      ProjectionExpression: MESSAGE.members,
      ConsistentRead: true,
    };
    const { Item } = await storeRequest(() => this.dynamoDb.getItem(request));
    const bytes = Item?.[MESSAGE.members]?.B;
    return bytes === undefined ? undefined : fromMemberBytes(bytes);
  }
}

const nameOf = ({ groupUuid, membersAt }: MembersAtPlace): string => `${groupUuid} ${membersAt}`;
