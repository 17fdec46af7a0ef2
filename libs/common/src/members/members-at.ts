import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Attributes, LeanDynamoDbClient, storeRequest, toAttributes } from '@app/common/dynamodb/lean';
import { fromMemberBytes, MESSAGE, messageKey, PARTITION_KEY, SORT_KEY } from '@app/common/table';

/** The token of the name of the table that has the entries. */
export const MEMBERS_TABLE = Symbol('MEMBERS_TABLE');

/** Together they take some 40 MB at most, of groups of 256 alone. */
const REMEMBERED_MEMBERS = 262_144;
/** As many as one request may ask for. */
const ENTRIES_AT_ONCE = 100;

/** Who the members of a group are, as its entry `number` says. */
export interface MembersAtPlace {
  groupUuid: string;
  membersAt: number;
}

/** Undefined where the entry is not to be seen, or not yet: of a transaction one item may be seen before another. */
export type KnownMembers = readonly string[] | undefined;

/**
 * Finds the members that entries and events of groups name by a number. An entry says it once for ever, so what is known
 * stays known; and who asks for what is being read waits for that read.
 */
@Injectable()
export class MembersAt {
  private readonly remembered = new LRUCache<string, readonly string[]>({
    maxSize: REMEMBERED_MEMBERS,
    sizeCalculation: (uuids) => Math.max(uuids.length, 1),
  });
  private readonly reading = new Map<string, Promise<KnownMembers>>();

  constructor(
    @Inject(LeanDynamoDbClient) private readonly dynamoDb: Pick<LeanDynamoDbClient, 'getItem' | 'batchGetItem'>,
    @Inject(MEMBERS_TABLE) private readonly tableName: string,
  ) {}

  async uuids(place: MembersAtPlace): Promise<KnownMembers> {
    return this.known(place) ?? this.reading.get(nameOf(place)) ?? this.read(place);
  }

  /** Without a request: undefined where it takes one. */
  known(place: MembersAtPlace): KnownMembers {
    return this.remembered.get(nameOf(place));
  }

  /** By a request in any case. */
  read(place: MembersAtPlace): Promise<KnownMembers> {
    return this.readShared([place], () => this.readOne(place));
  }

  /** Of many places at once, in their order; what is not known takes a request for a hundred of them. */
  async uuidsOfAll(places: readonly MembersAtPlace[]): Promise<KnownMembers[]> {
    const lacking = new Map(
      places
        .map((place) => [nameOf(place), place] as const)
        .filter(([name]) => !this.remembered.has(name) && !this.reading.has(name)),
    );
    const asked = [...lacking.values()];
    for (let i = 0; i < asked.length; i += ENTRIES_AT_ONCE) {
      const some = asked.slice(i, i + ENTRIES_AT_ONCE);
      if (some.length > 1) void this.readShared(some, () => this.readBatch(some)).catch(() => undefined);
    }
    return Promise.all(places.map((place) => this.uuids(place)));
  }

  /** @returns those of the first place. */
  private readShared(
    places: MembersAtPlace[],
    read: () => Promise<Map<string, readonly string[]>>,
  ): Promise<KnownMembers> {
    const names = places.map(nameOf);
    const found = read()
      .then((uuids) => {
        for (const [name, members] of uuids) this.remembered.set(name, members);
        return uuids;
      })
      .finally(() => names.forEach((name) => this.reading.delete(name)));
    const ofEach = names.map((name) => found.then((uuids) => uuids.get(name)));
    for (const [i, name] of names.entries()) this.reading.set(name, ofEach[i]!);
    return ofEach[0]!;
  }

  private async readOne(place: MembersAtPlace): Promise<Map<string, readonly string[]>> {
    const request = {
      TableName: this.tableName,
      Key: toAttributes(messageKey(place.groupUuid, place.membersAt)),
      ProjectionExpression: MESSAGE.members,
      ConsistentRead: true,
    };
    const { Item } = await storeRequest(() => this.dynamoDb.getItem(request));
    const uuids = membersIn(Item);
    return new Map(uuids && [[nameOf(place), uuids]]);
  }

  /** What DynamoDB leaves out of its answer is read by itself. */
  private async readBatch(places: MembersAtPlace[]): Promise<Map<string, readonly string[]>> {
    const placeOfKey = new Map(places.map((place) => [keyNameOf(toAttributes(keyOf(place))), place]));
    const request = {
      Keys: places.map((place) => toAttributes(keyOf(place))),
      ProjectionExpression: [PARTITION_KEY, SORT_KEY, MESSAGE.members].join(', '),
      ConsistentRead: true,
    };
    const { Responses, UnprocessedKeys } = await storeRequest(() =>
      this.dynamoDb.batchGetItem({ RequestItems: { [this.tableName]: request } }),
    );
    const left = (UnprocessedKeys?.[this.tableName]?.Keys ?? []).map((key) => placeOfKey.get(keyNameOf(key))!);
    const found = new Map((await Promise.all(left.map((place) => this.readOne(place)))).flatMap((each) => [...each]));
    for (const item of Responses?.[this.tableName] ?? []) {
      const uuids = membersIn(item);
      if (uuids) found.set(nameOf(placeOfKey.get(keyNameOf(item))!), uuids);
    }
    return found;
  }
}

const keyOf = ({ groupUuid, membersAt }: MembersAtPlace) => messageKey(groupUuid, membersAt);

const nameOf = ({ groupUuid, membersAt }: MembersAtPlace): string => `${groupUuid} ${membersAt}`;

const keyNameOf = (item: Attributes): string => `${item[PARTITION_KEY]?.S} ${item[SORT_KEY]?.S}`;

function membersIn(item: Attributes | undefined): readonly string[] | undefined {
  const bytes = item?.[MESSAGE.members]?.B;
  return bytes === undefined ? undefined : fromMemberBytes(bytes);
}
