import { eventually } from '../support/eventually';
import { expectedRow, Ledger, readAll, rowOf } from '../support/ledger';
import { onOwnDynamoDb } from '../support/own-dynamodb';
import { range } from '../support/range';
import { RestClient } from '../support/rest-client';
import { APPS, startStack, type TestStack } from '../support/stack';
import { messageUuidsOnTopic } from '../support/topic-contents';

const SENDS = 500;
const KILLED_AT = 150;
const BACK_AT = 250;
const WRITERS = 16;
const HANDLES = ['andrewbrown', 'bayko', 'londo', 'altbrown'] as const;

const reached = (condition: () => boolean) =>
  eventually(() => {
    if (!condition()) throw new Error('not reached in time');
  }, 120_000);

onOwnDynamoDb();

describe('a service killed in the middle of 500 sends', () => {
  let stack: TestStack;
  let clients: Record<string, RestClient>;
  /** Every pair of the four has a conversation. */
  let conversations: { groupUuid: string; members: [string, string] }[];

  beforeAll(async () => {
    // The next relay waits for the end of the killed one's lease.
    stack = await startStack({ environment: { RELAY_LEASE_SECONDS: '3' } });
    clients = {};
    for (const handle of HANDLES) clients[handle] = new RestClient(stack.gatewayUrl, await stack.token(handle));
    conversations = [];
    for (const [i, one] of HANDLES.entries()) {
      for (const other of HANDLES.slice(i + 1)) {
        const { body } = await clients[one]!.start(other, 'hello');
        conversations.push({ groupUuid: body.message_group_uuid, members: [one, other] });
      }
    }
  });
  afterAll(async () => {
    await Promise.all(Object.values(clients).map((client) => client.close()));
    await stack.stop();
  });

  it.each(APPS)('loses nothing accepted and leaves no wrong row: %s', async (app) => {
    const ledger = new Ledger();
    const todo = range(SENDS);
    const writer = async () => {
      for (let i = todo.shift(); i !== undefined; i = todo.shift()) {
        const { groupUuid, members } = conversations[i % conversations.length]!;
        const sender = members[Math.floor(i / conversations.length) % 2]!;
        await ledger.send(clients[sender]!, sender, groupUuid, `${app} ${i}`);
      }
    };
    /** It comes back when it was missed, or when much was accepted without it. */
    const killAndStart = async () => {
      await reached(() => ledger.accepted.length >= KILLED_AT);
      await stack.kill(app, 'SIGKILL');
      const { refusals } = ledger;
      await reached(() => ledger.refusals > refusals || ledger.accepted.length >= BACK_AT);
      await stack.start(app);
    };
    await Promise.all([killAndStart(), ...range(WRITERS).map(writer)]);

    expect(ledger.accepted).toHaveLength(SENDS);
    const onTopic = await eventually(async () => {
      const uuids = await messageUuidsOnTopic(stack.environment);
      expect(ledger.accepted.filter(({ uuid }) => !uuids.has(uuid))).toEqual([]);
      return uuids;
    }, 60_000);
    for (const { groupUuid, members } of conversations) {
      const messages = await readAll(clients[members[0]]!, groupUuid);
      expect(messages.map(({ number }) => number)).toEqual(range(messages.length).map((i) => i + 1));
      const stored = messages.filter(({ message }) => message.startsWith(`${app} `));
      const byNumber = <T extends { number: number }>(list: T[]) => [...list].sort((a, b) => a.number - b.number);
      expect(stored.map(({ uuid, number, message }) => ({ uuid, number, message }))).toEqual(
        byNumber(ledger.of(groupUuid)).map(({ uuid, number, text }) => ({ uuid, number, message: text })),
      );
      expect(messages.every(({ uuid }) => onTopic.has(uuid))).toBe(true);
      for (const member of members) {
        await eventually(async () =>
          expect(rowOf((await clients[member]!.groups()).body, groupUuid)).toEqual(
            expectedRow(groupUuid, messages, member),
          ),
        );
      }
    }
  });
});
