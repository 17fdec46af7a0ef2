import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Registry } from 'prom-client';
import type { Person, PresentedMessageGroup } from '@app/common/contracts';
import {
  type Attributes,
  type CancellationReason,
  DynamoDbError,
  type LeanDynamoDbClient,
  textOf,
} from '@app/common/dynamodb/lean';
import { MembersAt } from '@app/common/members';
import { CONVERSATION_SORT_KEY, MESSAGE, type MessageItem, messageOf } from '@app/common/table';
import { ChangeableMessages } from '../src/changing/changeable-messages';
import { ChangesMetrics } from '../src/changing/changes-metrics';
import { ChangesQueue } from '../src/changing/changes-queue';
import { ChangingService } from '../src/changing/changing.service';
import { Reacting } from '../src/changing/reacting';
import { USUAL_CHANGES } from '../src/config/messages.config';
import { ConversationHeads } from '../src/conversations/messages/conversation-heads';
import { MessagesStore } from '../src/conversations/messages/messages.store';
import { RevisionHeads } from '../src/conversations/revisions/revision-heads';
import { RevisionsStore } from '../src/conversations/revisions/revisions.store';
import { SendKeysStore } from '../src/conversations/messages/send-keys.store';
import { SeveralItems } from '../src/conversations/requests/several-items';
import { Standings } from '../src/conversations/standing/standings';
import { FoundGroups } from '../src/members/found-groups';
import { MembershipChanges } from '../src/members/membership-changes';
import { MembershipService } from '../src/members/membership.service';
import { MembershipStore } from '../src/members/membership.store';
import { AsSeen } from '../src/reading/as-seen';
import { EntriesStore } from '../src/reading/entries.store';
import { ConversationQueue } from '../src/sending/conversation-queue';
import { SendingMetrics } from '../src/sending/sending-metrics';
import type { Ask, Step } from './every-interleaving';
import { writingOn } from './writing-on';

/** The items of one group in DynamoDB's notation, by their sort keys. */
export type GroupState = Record<string, Attributes>;

type Client = LeanDynamoDbClient;
type Write = Pick<
  Parameters<Client['updateItem']>[0],
  'ConditionExpression' | 'ExpressionAttributeValues' | 'UpdateExpression'
> & { Key?: Attributes | undefined; Item?: Attributes | undefined };

type Read = (state: GroupState) => Attributes[];

/** What of a conversation and its entries a query reads first. */
export type ReadsFirst = 'conversation' | 'entries';

/** As much of DynamoDB as the stores of groups ask for; each request is a step, and the query of a head is two. */
class GroupTableInMemory {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly askNext: Ask<GroupState>,
    private readonly readsFirst: ReadsFirst,
  ) {}

  async query({
    ExpressionAttributeValues: values = {},
    ScanIndexForward,
    Limit = Infinity,
  }: Parameters<Client['query']>[0]) {
    const [from, to] = [textOf(values, ':from'), textOf(values, ':to')];
    const read = (above: string, upTo: string, limit: number) => (state: GroupState) => {
      const keys = Object.keys(state).filter((key) => key >= above && key <= upTo);
      keys.sort();
      if (!ScanIndexForward) keys.reverse();
      return keys.slice(0, limit).map((key) => state[key]!);
    };
    if (to !== CONVERSATION_SORT_KEY) return { Items: await this.ask<Attributes[]>(read(from, to, Limit)) };
    return { Items: await this.ofTwoMoments(read(to, to, 1), read(from, '~', Limit - 1)) };
  }

  /** A query is not isolated from a transaction: of each item it may see what was before or behind. */
  private async ofTwoMoments(conversation: Read, entries: Read): Promise<Attributes[]> {
    if (this.readsFirst === 'conversation') {
      const first = await this.ask<Attributes[]>(conversation);
      return [...first, ...(await this.ask<Attributes[]>(entries))];
    }
    const first = await this.ask<Attributes[]>(entries);
    return [...(await this.ask<Attributes[]>(conversation)), ...first];
  }

  async getItem({ Key = {} }: Parameters<Client['getItem']>[0]) {
    const Item = await this.ask<Attributes | null>((state) => state[textOf(Key, 'sk')] ?? null);
    return Item ? { Item } : {};
  }

  async batchGetItem({ RequestItems = {} }: Parameters<Client['batchGetItem']>[0]) {
    const [[table, { Keys = [] }]] = Object.entries(RequestItems) as [[string, { Keys?: Attributes[] }]];
    const read = (state: GroupState) => Keys.flatMap((key) => state[textOf(key, 'sk')] ?? []);
    return { Responses: { [table]: await this.ask<Attributes[]>(read) } };
  }

  async putItem(put: Parameters<Client['putItem']>[0]) {
    const item = await this.ask<Attributes | null>((state) => {
      if (!holds(state, put)) return keyOf(put, state) ?? null;
      carryOut(state, put);
      return null;
    });
    if (item) throw refusal('ConditionalCheckFailedException', { item });
    return {};
  }

  async transactWriteItems({ TransactItems = [] }: Parameters<Client['transactWriteItems']>[0]) {
    const writes = TransactItems.map(({ Put, Update }) => (Put ?? Update)! as Write);
    const held = await this.ask<boolean[]>((state) => {
      const all = writes.map((write) => holds(state, write));
      if (all.every(Boolean)) for (const write of writes) carryOut(state, write);
      return all;
    });
    if (held.every(Boolean)) return {};
    const cancellationReasons = held.map((isHeld): CancellationReason => ({
      Code: isHeld ? 'None' : 'ConditionalCheckFailed',
    }));
    throw refusal('TransactionCanceledException', { cancellationReasons });
  }

  /** One after the other, also what is asked for at once. */
  private ask<Answer>(...possible: Step<GroupState>[]): Promise<Answer> {
    const answer = this.tail.then(() => this.askNext<Answer>(...possible));
    this.tail = answer;
    return answer;
  }
}

const refusal = (
  name: string,
  more: { item?: Attributes; cancellationReasons?: CancellationReason[] },
): DynamoDbError => new DynamoDbError({ name, message: name, metadata: { httpStatusCode: 400 }, ...more });

const keyOf = ({ Key, Item }: Write, state: GroupState): Attributes | undefined => state[textOf((Key ?? Item)!, 'sk')];

function holds(state: GroupState, write: Write): boolean {
  const { ConditionExpression: condition, ExpressionAttributeValues: values = {} } = write;
  const item = keyOf(write, state);
  return (condition ?? '').split(' AND ').every((part) => {
    const [, not, name] = /^attribute_(not_)?exists\((.*)\)$/.exec(part) ?? [];
    if (name !== undefined) return (item?.[name] === undefined) === (not !== undefined);
    const [attribute, value] = part.split(' = ');
    return part === '' || JSON.stringify(item?.[attribute!]) === JSON.stringify(values[value!]);
  });
}

function carryOut(state: GroupState, write: Write): void {
  const { UpdateExpression: update, ExpressionAttributeValues: values = {} } = write;
  const key = textOf((write.Key ?? write.Item)!, 'sk');
  // What is random in an item would make one state look like many.
  if (write.Item) state[key] = { ...write.Item, ...(write.Item[MESSAGE.uuid] && { [MESSAGE.uuid]: { S: 'm' } }) };
  const [, set = '', removed = ''] = /^SET (.*?)(?: REMOVE (.*))?$/.exec(update ?? '') ?? [];
  for (const [name, value] of set.split(', ').map((each) => each.split(' = '))) {
    if (name && value) state[key]![name] = values[value]!;
  }
  for (const name of removed.split(', ')) delete state[key]?.[name];
}

/** One process on the table, which remembers nothing yet. */
export function groupProcess(askNext: Ask<GroupState>, people: Person[], readsFirst: ReadsFirst = 'conversation') {
  const dynamoDb = new GroupTableInMemory(askNext, readsFirst) as unknown as LeanDynamoDbClient;
  const config = { TABLE_NAME: 'table' };
  const several = new SeveralItems(dynamoDb, config);
  const standings = new Standings(dynamoDb, new MembersAt(dynamoDb, 'table'), several, config);
  const messages = new MessagesStore(dynamoDb, config, standings);
  const revisionsStore = new RevisionsStore(dynamoDb, several, config);
  const [heads, revisions] = [new ConversationHeads(), new RevisionHeads(revisionsStore, standings)];
  const [sends, changes] = [new ConversationQueue(10_000), new ChangesQueue(10_000)];
  const clock = { now: () => new Date('2026-01-01T00:00:00.000Z') };
  const [sending, changesMetrics] = [new SendingMetrics(new Registry()), new ChangesMetrics(new Registry())];
  const users = { byHandle: (handle: string) => Promise.resolve(people.find((each) => each.handle === handle)) };
  const done = () => Promise.resolve();
  const contacts = { allowStart: () => Promise.resolve({}), allowSend: done, allowMembers: done };
  const seen = new AsSeen(new EntriesStore(dynamoDb, several, config));
  const store = new MembershipStore(dynamoDb, several, config);
  const changeable = new ChangeableMessages(revisionsStore, revisions, standings, sending, contacts);
  const rules = [changes, clock, USUAL_CHANGES, changesMetrics] as const;
  const view = { present: (_user: string, seen: object) => Promise.resolve(seen as PresentedMessageGroup) };
  const groups = new FoundGroups(store, messages, standings, changesMetrics);
  const membershipChanges = new MembershipChanges(
    ...([
      store,
      groups,
      revisions,
      heads,
      sends,
      changes,
      view,
      USUAL_CHANGES,
      clock,
      changesMetrics,
      sending,
    ] as const),
  );
  return {
    store,
    writing: writingOn(messages, new SendKeysStore(dynamoDb, config), {
      ...{ standings, seen, users, heads, clock, contacts },
      queue: sends,
      metrics: sending,
    }),
    changing: new ChangingService(changeable, new Reacting(revisionsStore, changeable, ...rules), ...rules),
    memberships: new MembershipService(store, groups, membershipChanges, users, { learn: done }, contacts, view),
  };
}

export const entriesIn = (state: GroupState): MessageItem[] =>
  Object.keys(state)
    .filter((key) => /^\d+$/.test(key))
    .sort()
    .map((key) => messageOf(unmarshall(withBytes(state[key]!))));

/** On the wire bytes are text. */
const withBytes = (item: Attributes): Parameters<typeof unmarshall>[0] =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value.B === undefined ? value : { B: Buffer.from(value.B, 'base64') },
    ]),
  ) as Parameters<typeof unmarshall>[0];
