import { setTimeout as sleep } from 'node:timers/promises';
import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { messagesPaths, type Person, type PresentedMessage, type PresentedMessageGroup } from '@app/common/contracts';
import { createDocumentClient } from '@app/common/dynamodb';
import { type GroupRowItem, groupRowKey } from '@app/common/table';
import { previewOf } from '@app/common/text';
import { createUsersStore } from '../../../apps/users/src/admin/users-store';
import { withDatabase } from '../../../apps/users/src/admin/with-database';
import { eventually } from '../../support/eventually';
import { range } from '../../support/range';
import { services } from '../../support/services';
import { startStack, type TestStack } from '../../support/stack';
import { DynamoDbFront } from '../support/dynamodb-front';
import { rounds } from '../support/length';
import { Random } from '../support/random';
import { ServiceProcess } from '../support/service-process';
import { GroupTraffic } from './group-traffic';
import { asNumbers, numbersOf, ReplayedGroup } from './replayed-group';
import { readGroup } from './stored-group';

const PEOPLE = 7;
const REQUESTS_AT_ONCE = 8;

describe('messages killed within its transactions while a group is written into and its members change', () => {
  const random = new Random();
  let stack: TestStack;
  let documents: DynamoDBDocumentClient;
  let front: DynamoDbFront;
  let processes: ServiceProcess[] = [];
  let people: Person[];
  let groupUuid: string;

  beforeAll(async () => {
    stack = await startStack();
    documents = createDocumentClient({ AWS_REGION: 'us-east-1', ...services() });
    front = new DynamoDbFront(new URL(services().DYNAMODB_ENDPOINT));
    await front.open();
    people = await register(range(PEOPLE).map((n) => `person${n}`));
    processes = await Promise.all([spawn(), spawn()]);
    groupUuid = await startGroup();
    console.info(`FAULTS_SEED=${random.seed}`);
  });
  afterAll(async () => {
    await Promise.all(processes.map((service) => service.kill()));
    await front.close();
    documents.destroy();
    await stack.stop();
  });

  const register = (handles: string[]): Promise<Person[]> =>
    withDatabase(stack.environment['DATABASE_URL']!, async (database) => {
      const users = createUsersStore(database);
      const registered: Person[] = [];
      for (const handle of handles) {
        registered.push(await users.register({ handle, displayName: handle.toUpperCase(), email: null }));
      }
      return registered;
    });

  async function spawn(): Promise<ServiceProcess> {
    const environment = { ...stack.environment, DYNAMODB_ENDPOINT: front.url };
    const service = await ServiceProcess.spawn({ app: 'messages', name: 'killed-messages', environment });
    await service.ready();
    return service;
  }

  async function startGroup(): Promise<string> {
    const [creator, ...others] = people;
    const body = JSON.stringify({ creator, handles: others.slice(0, 3).map(({ handle }) => handle) });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(processes[0]!.url + messagesPaths.startGroup, { method: 'POST', headers, body });
    return ((await answer.json()) as PresentedMessageGroup).uuid;
  }

  const read = async <Answer>(path: string): Promise<Answer> => {
    const answer = await fetch(processes[0]!.url + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };

  /** Kills one of the two while a transaction of it, or of the other, is on its way, and replaces it. */
  async function killWithinTransaction(): Promise<void> {
    const doomed = random.below(2);
    await new Promise<void>((resolve) => {
      front.script = (operation) => {
        if (operation !== 'TransactWriteItems') return undefined;
        front.script = () => undefined;
        processes[doomed]!.signal('SIGKILL');
        resolve();
        return undefined;
      };
    });
    await processes[doomed]!.ended;
    processes[doomed] = await spawn();
  }

  it('keeps one order for all, and lets nobody send, change or see what is behind their going', async () => {
    const running = () => processes.filter(({ isRunning }) => isRunning);
    const traffic = new GroupTraffic(people, groupUuid, random, () => running()[random.below(running().length)]!.url);
    const traffics = traffic.run(REQUESTS_AT_ONCE);
    const kills = rounds(3, 30);
    for (const _round of range(kills)) {
      await sleep(random.below(1_000));
      await killWithinTransaction();
    }
    traffic.stop();
    await traffics;
    expect(traffic.odd).toEqual([]);
    for (const what of ['send', 'add', 'remove', 'leave', 'rename', 'hand over', 'react', 'edit']) {
      expect([what, traffic.done.get(what)]).toEqual([what, expect.any(Number)]);
    }
    const group = new ReplayedGroup(
      await readGroup(documents, stack.environment['TABLE_NAME']!, groupUuid),
      traffic.accepted,
    );
    expect(group.wrong).toEqual([]);
    const all = async (check: (userUuid: string) => Promise<string[]>): Promise<string[]> =>
      (await Promise.all(people.map(({ uuid }) => check(uuid)))).flat();
    await eventually(async () => expect(await all((uuid) => wrongRow(uuid, group))).toEqual([]));
    expect(await all((uuid) => wrongAnswers(uuid, group))).toEqual([]);
    const { entries, revisions } = group.stored;
    console.info(
      `${kills} kills, ${entries.length} entries, ${revisions.length} revisions`,
      Object.fromEntries(traffic.done),
    );
  });

  /** The row against the entries, by brute force. */
  async function wrongRow(userUuid: string, group: ReplayedGroup): Promise<string[]> {
    const { Item } = await documents.send(
      new GetCommand({
        TableName: stack.environment['TABLE_NAME'],
        Key: groupRowKey(userUuid, groupUuid),
        ConsistentRead: true,
      }),
    );
    if (!group.spans.has(userUuid)) return Item ? [`${userUuid} has a row`] : [];
    return Item ? differenceOfRow(Item as GroupRowItem, userUuid, group) : [`${userUuid} has no row`];
  }

  function differenceOfRow(row: GroupRowItem, userUuid: string, group: ReplayedGroup): string[] {
    const spans = group.spans.get(userUuid)!;
    const last = group.seenBy(userUuid).at(-1)!;
    const changed = group.stored.memberships.has(userUuid);
    const found: unknown[] = [row.last_number, row.last_kind ?? 'message', numbersOf(row.spans ?? [])];
    const expected: unknown[] = [last.number, last.kind ?? 'message', changed ? spans.map(asNumbers) : []];
    const isOpen = spans.at(-1)!.untilNumber === undefined;
    if (isOpen) {
      found.push(row.members_at, row.member_count, row.group_name, row.revision, row.message);
      const { number, members, name } = group.now;
      expected.push(number, members.length, name, group.stored.revisions.length, previewOf(last.message));
    }
    return differenceOf(`the row of ${userUuid}`, found, expected);
  }

  /** What the member is answered against the entries. */
  async function wrongAnswers(userUuid: string, group: ReplayedGroup): Promise<string[]> {
    const seen = group.seenBy(userUuid);
    if (seen.length === 0) return [];
    const pages: PresentedMessage[] = [];
    for (let page: PresentedMessage[] | undefined; page?.length !== 0; pages.push(...page)) {
      const place = `readerUuid=${userUuid}&after=${pages.at(-1)?.number ?? 0}&limit=200`;
      page = await read<PresentedMessage[]>(`${messagesPaths.publicMessages(groupUuid)}?${place}`);
    }
    const row = await read<PresentedMessageGroup>(messagesPaths.group(userUuid, groupUuid));
    const unread = seen.filter(
      ({ number, kind, user_uuid }) => number > row.last_read_number && kind === undefined && user_uuid !== userUuid,
    ).length;
    return [
      ...differenceOf(
        `the pages of ${userUuid}`,
        pages.map(({ number }) => number),
        seen.map(({ number }) => number),
      ),
      ...differenceOf(`what ${userUuid} has unread`, row.unread_count, Math.min(unread, 100)),
    ];
  }
});

function differenceOf(what: string, found: unknown, expected: unknown): string[] {
  const [one, other] = [found, expected].map((value) => JSON.stringify(value));
  return one === other ? [] : [`${what}: ${one}, not ${other}`];
}
