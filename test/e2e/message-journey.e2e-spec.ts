import { eventually } from '../support/eventually';
import { expectedRow, Ledger, readAll, rowOf } from '../support/ledger';
import { range } from '../support/range';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('a message from POST to both members’ lists', () => {
  let stack: TestStack;
  let andrew: RestClient;
  let bayko: RestClient;
  let londo: RestClient;

  beforeAll(async () => {
    stack = await startStack();
    const signedIn = async (handle: string) => new RestClient(stack.gatewayUrl, await stack.token(handle));
    andrew = await signedIn('andrewbrown');
    bayko = await signedIn('bayko');
    londo = await signedIn('londo');
  });
  afterAll(async () => {
    await Promise.all([andrew, bayko, londo].map((client) => client.close()));
    await stack.stop();
  });

  const aConversation = async (): Promise<string> =>
    (await andrew.start('bayko', 'Hello there')).body.message_group_uuid;

  it('starts a conversation that is in its sender’s list on the very next request', async () => {
    const answer = await andrew.start('londo', 'Good afternoon, Ambassador');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ number: 1, message: 'Good afternoon, Ambassador', handle: 'andrewbrown' });
    const { body: groups } = await andrew.groups();
    expect(groups[0]).toMatchObject({
      uuid: answer.body.message_group_uuid,
      display_name: 'Londo Mollari',
      handle: 'londo',
      message: 'Good afternoon, Ambassador',
      created_at: expect.stringMatching(ISO_8601) as string,
      last_number: 1,
      last_read_number: 1,
      unread_count: 0,
    });
  });

  it('answers a send as the frontend needs it, and the message is there on the very next request', async () => {
    const groupUuid = await aConversation();
    const sent = await bayko.send(groupUuid, 'General Kenobi');
    expect(sent.status).toBe(200);
    expect(sent.body).toMatchObject({
      message_group_uuid: groupUuid,
      uuid: expect.stringMatching(UUID) as string,
      display_name: 'Andrew Bayko',
      handle: 'bayko',
      message: 'General Kenobi',
      created_at: expect.stringMatching(ISO_8601) as string,
      number: expect.any(Number) as number,
    });
    const { body: messages } = await andrew.messages(groupUuid);
    expect({ message_group_uuid: groupUuid, ...messages.at(-1) }).toEqual(sent.body);
  });

  it('moves both members’ lists, with exact unread counts', async () => {
    const groupUuid = await aConversation();
    await bayko.send(groupUuid, 'one for you');
    await bayko.send(groupUuid, 'and another');
    const messages = await readAll(andrew, groupUuid);
    await eventually(async () => {
      expect(rowOf((await andrew.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, messages, 'andrewbrown'));
      expect(rowOf((await bayko.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, messages, 'bayko'));
    });
    expect(rowOf((await andrew.groups()).body, groupUuid)?.unread_count).toBe(2);
    const { body: marked } = await andrew.markRead(groupUuid, messages.at(-1)!.number);
    expect(marked).toEqual({ uuid: groupUuid, last_read_number: messages.at(-1)!.number });
    expect(rowOf((await andrew.groups()).body, groupUuid)?.unread_count).toBe(0);
  });

  it('numbers 200 concurrent sends into one conversation without a gap', async () => {
    const groupUuid = (await bayko.start('londo', 'first')).body.message_group_uuid;
    const ledger = new Ledger();
    await Promise.all(
      range(199).map((i) =>
        i % 2 ? ledger.send(bayko, 'bayko', groupUuid, `m${i}`) : ledger.send(londo, 'londo', groupUuid, `m${i}`),
      ),
    );
    const messages = await readAll(bayko, groupUuid);
    expect(messages.map(({ number }) => number)).toEqual(range(200).map((i) => i + 1));
    expect(new Set(messages.map(({ uuid }) => uuid)).size).toBe(200);
    await eventually(async () =>
      expect(rowOf((await londo.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, messages, 'londo')),
    );
  });

  it('makes one conversation of 50 concurrent first messages in both directions', async () => {
    const alt = new RestClient(stack.gatewayUrl, await stack.token('altbrown'));
    const start = (client: RestClient, handle: string, text: string) =>
      eventually(async () => {
        const answer = await client.start(handle, text, text);
        expect(answer.status).toBe(200);
        return answer;
      });
    const answers = await Promise.all(
      range(50).map((i) => (i % 2 ? start(alt, 'bayko', `m${i}`) : start(bayko, 'altbrown', `m${i}`))),
    );
    const groupUuids = new Set(answers.map(({ body }) => body.message_group_uuid));
    expect(groupUuids.size).toBe(1);
    const messages = await readAll(alt, [...groupUuids][0]!);
    expect(messages.map(({ number }) => number)).toEqual(range(50).map((i) => i + 1));
    await alt.close();
  });

  it('keeps conversations from everybody else, as if they did not exist', async () => {
    const groupUuid = await aConversation();
    const unknown = '00000000-0000-5000-8000-000000000000';
    const asked = async (uuid: string) => {
      const { status: readStatus, body: readBody } = await londo.messages(uuid);
      const { status: sendStatus, body: sendBody } = await londo.send(uuid, 'let me in');
      const { status: markStatus, body: markBody } = await londo.markRead(uuid, 1);
      return { readStatus, readBody, sendStatus, sendBody, markStatus, markBody };
    };
    expect(await asked(groupUuid)).toEqual(await asked(unknown));
    expect(await asked(groupUuid)).toMatchObject({ readStatus: 404, sendStatus: 422, markStatus: 404 });
  });

  it('leads through a conversation by its Link headers', async () => {
    const groupUuid = await aConversation();
    for (const i of range(5)) await andrew.send(groupUuid, `page me ${i}`);
    const all = await readAll(andrew, groupUuid);
    const walked: number[] = [];
    let query: string | undefined = '?limit=2';
    while (query !== undefined) {
      const { body, headers }: Awaited<ReturnType<RestClient['messages']>> = await andrew.messages(groupUuid, query);
      walked.unshift(...body.map(({ number }) => number));
      query = /<[^>?]*(\?[^>]*)>; rel="prev"/.exec(String(headers['link'] ?? ''))?.[1];
    }
    expect(walked).toEqual(all.map(({ number }) => number));
  });

  it('answers a repeated Idempotency-Key with the message of the first', async () => {
    const groupUuid = await aConversation();
    const first = await andrew.send(groupUuid, 'only once', 'key-1');
    const again = await andrew.send(groupUuid, 'only once', 'key-1');
    expect(again.body).toEqual(first.body);
    const other = await andrew.send(groupUuid, 'something else', 'key-1');
    expect([other.status, other.body]).toEqual([422, ['idempotency_key_reused']]);
    const messages = await readAll(andrew, groupUuid);
    expect(messages.filter(({ message }) => message === 'only once')).toHaveLength(1);
  });
});
