import { randomUUID } from 'node:crypto';
import { type AllInOneStack, startAllInOne } from '../support/all-in-one-stack';
import { Cli } from '../support/cli';
import { eventually } from '../support/eventually';
import { type Answer, RestClient } from '../support/rest-client';

const PEOPLE = ['andrewbrown', 'bayko', 'londo', 'altbrown'] as const;
type Handle = (typeof PEOPLE)[number];

/** Until a word holds, on a machine that does many other things. */
const HOLDS_AFTER_MS = 30_000;
const NOWHERE = '5ae290ed-55d1-47a0-bc6d-fe2bc2700399';
const NOTHING = { messages: 0, conversations: 0, more: false };

describe('people who can say no', () => {
  let stack: AllInOneStack;
  let cli: Cli;
  const clients = new Map<Handle, RestClient>();
  const as = (handle: Handle): RestClient => clients.get(handle)!;

  beforeAll(async () => {
    stack = await startAllInOne();
    cli = await Cli.on(stack.environment);
    for (const handle of PEOPLE) clients.set(handle, new RestClient(stack.gatewayUrl, await stack.token(handle)));
  });
  afterAll(async () => {
    await Promise.all([...clients.values()].map((client) => client.close()));
    await cli.close();
    await stack.stop();
  });

  const outcome = async (answer: Promise<Answer<unknown>>): Promise<[number, unknown]> => {
    const { status, body } = await answer;
    return [status, status === 200 ? 'done' : body];
  };
  const started = async (from: Handle, to: Handle): Promise<string> => {
    const { status, body } = await as(from).start(to, 'hello');
    expect(status).toBe(200);
    return body.message_group_uuid;
  };
  const refusedSend = (from: Handle, group: string) =>
    eventually(async () => {
      const answer = await as(from).send(group, 'hello');
      expect([answer.status, answer.body]).toEqual([403, ['recipient_takes_no_messages']]);
      return answer;
    }, HOLDS_AFTER_MS);
  const listed = async (handle: Handle) => (await as(handle).groups()).body.map(({ uuid }) => uuid);
  const waiting = async (handle: Handle) => (await as(handle).requests()).body.map(({ uuid }) => uuid);

  it('keep others away by a block and by taking from nobody, and no answer tells which', async () => {
    const [blocked, nobody] = [await started('andrewbrown', 'bayko'), await started('andrewbrown', 'londo')];
    expect((await as('bayko').block('andrewbrown')).body).toMatchObject({ handle: 'andrewbrown' });
    expect((await as('londo').changeSettings({ accepts: 'nobody' })).body).toMatchObject({ accepts: 'nobody' });
    const answers = [await refusedSend('andrewbrown', blocked), await refusedSend('andrewbrown', nobody)];
    answers.push(await as('andrewbrown').start('bayko', 'hello'), await as('andrewbrown').start('londo', 'hello'));
    const told = answers.map(({ status, body, headers }) => {
      // These differ from any answer to the next.
      const { date: _date, 'x-request-id': _id, ratelimit: _left, ...same } = headers;
      return { status, body, headers: same };
    });
    expect(told[1]).toEqual(told[0]);
    expect(told[3]).toEqual(told[2]);
    expect(told[2]).toEqual(told[0]);
    for (const group of [blocked, nobody]) {
      expect((await as('andrewbrown').messages(group)).body).toHaveLength(1);
      expect((await as('andrewbrown').receipts(group)).body).toHaveLength(1);
    }
    expect(await outcome(as('bayko').send(blocked, 'hello'))).toEqual([409, ['recipient_blocked']]);
    expect(await outcome(as('londo').send(nobody, 'hello'))).toEqual([200, 'done']);
  });

  it('stay in groups with those whom they block, and cannot be brought into new ones by them', async () => {
    const { body: group } = await as('altbrown').startGroup({ handles: ['andrewbrown', 'bayko'] });
    expect(await outcome(as('andrewbrown').send(group.uuid, 'hello'))).toEqual([200, 'done']);
    const refused = await outcome(as('andrewbrown').startGroup({ handles: ['altbrown', 'bayko'] }));
    expect(refused).toEqual([403, ['member_takes_no_messages']]);
  });

  it('let them write again', async () => {
    expect((await as('bayko').blocks()).body.map(({ handle }) => handle)).toEqual(['andrewbrown']);
    for (const _ of 'twice') expect((await as('bayko').unblock('andrewbrown')).body.handle).toBe('andrewbrown');
    expect((await as('bayko').blocks()).body).toEqual([]);
    await as('londo').changeSettings({ accepts: 'everybody' });
    for (const handle of ['bayko', 'londo'] as const) {
      await eventually(
        async () => expect(await outcome(as('andrewbrown').start(handle, 'hello'))).toEqual([200, 'done']),
        HOLDS_AFTER_MS,
      );
    }
  });

  it('find somebody new among their requests alone, and accept them', async () => {
    await as('altbrown').changeSettings({ accepts: 'requests' });
    const before = await as('altbrown').unread();
    const list = await listed('altbrown');
    const group = await started('bayko', 'altbrown');
    const { number } = (await as('bayko').send(group, 'are you there?')).body;
    await eventually(async () => expect((await as('altbrown').requests()).body[0]?.last_number).toBe(number));
    expect(await waiting('altbrown')).toEqual([group]);
    expect([await listed('altbrown'), (await as('altbrown').unread()).body]).toEqual([list, before.body]);
    expect((await as('altbrown').group(group)).body).toMatchObject({ uuid: group, handle: 'bayko', unread_count: 2 });
    expect((await as('altbrown').messages(group)).body).toHaveLength(number);
    await as('altbrown').markRead(group, number);
    expect([(await as('bayko').receipts(group)).body, (await as('altbrown').receipts(group)).body]).toEqual([[], []]);
    expect((await as('altbrown').acceptRequest(group)).body).toMatchObject({ uuid: group, handle: 'bayko' });
    expect([await waiting('altbrown'), (await listed('altbrown'))[0]]).toEqual([[], group]);
    expect((await as('bayko').receipts(group)).body).toMatchObject([{ last_read_number: number }]);
    expect(await outcome(as('altbrown').declineRequest(group))).toEqual([404, ['message_request_not_found']]);
  });

  it('decline somebody, who does not learn it, and may still write back', async () => {
    const list = await listed('altbrown');
    const group = await started('londo', 'altbrown');
    const { body: row } = await as('londo').group(group);
    expect(await outcome(as('altbrown').declineRequest(group))).toEqual([200, 'done']);
    expect((await as('londo').group(group)).body).toEqual(row);
    expect(await outcome(as('altbrown').group(group))).toEqual([404, ['message_group_not_found']]);
    expect(await outcome(as('londo').send(group, 'are you there?'))).toEqual([200, 'done']);
    await eventually(async () => expect((await as('londo').group(group)).body.last_number).toBe(2));
    expect([await waiting('altbrown'), await listed('altbrown')]).toEqual([[], list]);
    expect((await as('altbrown').unread()).body.muted).toEqual(NOTHING);
    expect(await outcome(as('altbrown').start('londo', 'I am here.'))).toEqual([200, 'done']);
    await eventually(async () => expect((await listed('altbrown'))[0]).toBe(group));
  });

  it('tell those who look after the service of a message, which keep it as it was and say what they did', async () => {
    const group = await started('andrewbrown', 'bayko');
    const { number } = (await as('andrewbrown').send(group, 'rude words')).body;
    const { body: made } = await as('bayko').report(group, number, 'It is rude.', randomUUID());
    expect(made).toMatchObject({ message_group_uuid: group, number, reason: 'It is rude.' });
    expect((await as('bayko').report(group, number, 'It is rude.', randomUUID())).body).toEqual(made);
    await as('andrewbrown').delete(group, number);
    expect(await outcome(as('londo').report(group, number, 'x'))).toEqual([404, ['message_group_not_found']]);
    expect(await outcome(as('londo').report(NOWHERE, number, 'x'))).toEqual([404, ['message_group_not_found']]);
    expect(await outcome(as('andrewbrown').report(group, number, 'x'))).toEqual([422, ['message_own']]);

    const listing = await cli.run(['reports', 'list']);
    expect(listing.stdout).toMatch(
      new RegExp(`^report +made at +by +of +reason +message +outcome\n${made.uuid} .* rude words +-\n$`),
    );
    const shown = await cli.run(['reports', 'show', made.uuid]);
    expect(shown.stdout).toMatch(/^reason +It is rude\.$/m);
    const close = ['reports', 'close', made.uuid, '--outcome', 'a warning'];
    const closed = await cli.json<object>(close);
    expect(closed).toMatchObject({
      uuid: made.uuid,
      text: 'rude words',
      outcome: 'a warning',
      reporter: { handle: 'bayko' },
    });
    expect(await cli.json<object>(['reports', 'close', made.uuid, '--outcome', 'another'])).toEqual(closed);
    expect(await cli.json(['reports', 'list'])).toEqual([]);
    expect(await cli.json(['reports', 'list', '--closed'])).toEqual([closed]);
    const none = await cli.run(['reports', 'show', NOWHERE]);
    expect([none.code, none.stderr]).toEqual([4, expect.stringContaining(`there is no report ${NOWHERE}`)]);
  });
});
