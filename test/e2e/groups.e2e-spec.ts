import { randomUUID } from 'node:crypto';
import { Cli } from '../support/cli';
import { deviceOf } from '../support/device';
import { eventually } from '../support/eventually';
import { readAll } from '../support/ledger';
import type { Answer, MessageBody, RestClient as Client } from '../support/rest-client';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';

const PEOPLE = ['andrewbrown', 'bayko', 'londo', 'altbrown', 'delenn'] as const;
type Handle = (typeof PEOPLE)[number];

const NOWHERE = '5ae290ed-55d1-47a0-bc6d-fe2bc2700399';

describe('groups of five people', () => {
  let stack: TestStack;
  let cli: Cli;
  const clients = new Map<Handle, Client>();
  const as = (handle: Handle): Client => clients.get(handle)!;

  beforeAll(async () => {
    stack = await startStack();
    cli = await Cli.on(stack.environment);
    await cli.run(['cognito', 'create-user', 'delenn', 'delenn@example.com', 'Delenn']);
    for (const handle of PEOPLE) clients.set(handle, new RestClient(stack.gatewayUrl, await stack.token(handle)));
  });
  afterAll(async () => {
    await Promise.all([...clients.values()].map((client) => client.close()));
    await cli.close();
    await stack.stop();
  });

  /** A group that `andrewbrown` owns. */
  const start = async (others: Handle[], fields: object = {}): Promise<string> => {
    const { status, body } = await as('andrewbrown').startGroup({ handles: others, ...fields });
    expect(status).toBe(200);
    return body.uuid;
  };

  const say = async (group: string, handle: Handle, text: string): Promise<number> => {
    const { status, body } = await as(handle).send(group, text);
    expect([status, text]).toEqual([200, text]);
    return body.number;
  };

  const done = async (answer: Promise<Answer<unknown>>): Promise<void> => {
    const { status, body } = await answer;
    expect([status, status === 200 ? undefined : body]).toEqual([200, undefined]);
  };

  const outcome = async (answer: Promise<Answer<unknown>>): Promise<unknown> => {
    const { status, body } = await answer;
    return [status, body];
  };

  /** What each entry says: a text, or how the membership has changed. */
  const said = (entries: MessageBody[]): string[] =>
    entries.map(({ kind, message, membership }) =>
      kind === 'message' ? message : [kind, ...membership!.users.map(({ handle }) => handle)].join(' '),
    );
  const seenBy = async (handle: Handle, group: string): Promise<string[]> => said(await readAll(as(handle), group));

  /** Resolves once the member's row shows this entry. */
  const isListed = (group: string, handle: Handle, number: number) =>
    eventually(async () => {
      const { status, body } = await as(handle).group(group);
      expect([status, body.last_number]).toEqual([200, number]);
      return body;
    });

  it('are listed for all by the names of the others, or by their own, with no handle', async () => {
    const others: Handle[] = ['bayko', 'londo', 'altbrown', 'delenn'];
    const named = (await as('andrewbrown').startGroup({ handles: ['@Bayko', ' londo'], name: ' Station ' })).body;
    expect(named).toMatchObject({
      ...{ kind: 'group', name: 'Station', display_name: 'Station', handle: '', message: '', last_kind: 'created' },
      ...{ last_number: 1, last_read_number: 1, unread_count: 0, revision: 1, member_count: 3, left: false },
    });
    await eventually(async () => expect((await as('andrewbrown').groups()).body[0]).toEqual(named));
    const unnamed = await start(others);
    for (const handle of others) {
      const row = await isListed(unnamed, handle, 1);
      expect(row).toMatchObject({ handle: '', name: null, member_count: 5, unread_count: 0, message: '' });
      expect(row.members.map((member) => member.handle).sort()).toEqual(
        PEOPLE.filter((each) => each !== handle).toSorted(),
      );
      expect(row.display_name).toBe(row.members.map((member) => member.display_name).join(', '));
    }
    const { body: members } = await as('delenn').members(unnamed);
    expect(members.map(({ handle }) => handle).sort()).toEqual([...PEOPLE].sort());
    expect(members.filter(({ owner }) => owner).map(({ handle }) => handle)).toEqual(['andrewbrown']);
  });

  it('are started once under a key, and under the same key no other', async () => {
    const key = randomUUID();
    const group = { handles: ['bayko', 'londo'], name: 'Once' };
    const tries = await Promise.all([1, 2, 3].map(() => as('andrewbrown').startGroup(group, key)));
    expect(new Set(tries.map(({ status, body }) => `${status} ${body.uuid}`)).size).toBe(1);
    expect(await outcome(as('andrewbrown').startGroup({ ...group, name: 'Twice' }, key))).toEqual([
      422,
      ['idempotency_key_reused'],
    ]);
    expect((await as('bayko').startGroup({ ...group, handles: ['andrewbrown', 'londo'] }, key)).body.uuid).not.toBe(
      tries[0]!.body.uuid,
    );
    await as('bayko').send(tries[0]!.body.uuid, 'and it goes on');
    const again = await as('andrewbrown').startGroup(group, key);
    expect([again.status, again.body.uuid]).toEqual([200, tries[0]!.body.uuid]);
    expect(await seenBy('londo', tries[0]!.body.uuid)).toEqual(['created', 'and it goes on']);
  });

  it.each([
    ['joined', ['added altbrown', 'after']],
    ['all', ['created', 'before', 'added altbrown', 'after']],
  ])('show who is added later what the start has decided: %s', async (history, expected) => {
    const group = await start(['bayko', 'londo'], { history });
    await say(group, 'bayko', 'before');
    await done(as('londo').add(group, 'AltBrown'));
    await say(group, 'andrewbrown', 'after');
    const row = await isListed(group, 'altbrown', 4);
    expect(row).toMatchObject({ last_read_number: 3, unread_count: 1, member_count: 4 });
    expect(await seenBy('altbrown', group)).toEqual(expected);
    expect(said((await as('altbrown').messages(group, '?around=3&limit=50')).body)).toEqual(expected);
    const device = deviceOf(as('altbrown'), group);
    await device.catchUp();
    expect(said(device.entries)).toEqual(expected);
    const first = await as('altbrown').message(group, 2);
    expect(first.status).toBe(history === 'all' ? 200 : 404);
    expect(await seenBy('bayko', group)).toEqual(['created', 'before', 'added altbrown', 'after']);
  });

  it('show somebody who has left what was said until then, as it was, without what is deleted later', async () => {
    const group = await start(['bayko', 'londo', 'delenn']);
    const [edited, deleted] = [await say(group, 'bayko', 'as it was'), await say(group, 'londo', 'a secret')];
    await done(as('delenn').react(group, edited, '👍'));
    await done(as('delenn').remove(group, 'delenn'));
    await done(as('bayko').edit(group, edited, 'as it is'));
    for (const number of [1, edited]) await done(as('londo').react(group, number, '🎉'));
    await done(as('londo').delete(group, deleted));
    await say(group, 'bayko', 'without her');
    expect(await seenBy('delenn', group)).toEqual(['created', 'as it was', '', 'left delenn']);
    expect((await as('delenn').message(group, edited)).body).toMatchObject({ message: 'as it was', edited_at: null });
    const row = await eventually(async () => {
      const { body } = await as('delenn').group(group);
      expect(body).toMatchObject({ left: true, last_number: 4, last_kind: 'left', message: '' });
      return body;
    });
    expect(row.unread_count).toBe(0);
    expect((await as('delenn').groups()).body.map(({ uuid }) => uuid)).toContain(group);
    const device = deviceOf(as('delenn'), group);
    await device.catchUp();
    expect(said(device.entries)).toEqual(['created', 'as it was', '', 'left delenn']);
    expect((await as('delenn').members(group)).body.map(({ handle }) => handle)).not.toContain('delenn');
    for (const refused of [
      as('delenn').send(group, 'hello?'),
      as('delenn').edit(group, edited, 'x'),
      as('delenn').react(group, edited, '👍'),
      as('delenn').rename(group, 'x'),
      as('delenn').add(group, 'altbrown'),
      as('delenn').remove(group, 'bayko'),
      as('delenn').handOver(group, 'bayko'),
    ]) {
      expect(await outcome(refused)).toEqual([403, ['message_group_left']]);
    }
    await done(as('delenn').remove(group, 'delenn'));
  });

  it('show somebody who came back both of their times, and nothing of the time between', async () => {
    const group = await start(['bayko', 'londo']);
    await say(group, 'bayko', 'first time');
    await done(as('andrewbrown').remove(group, 'londo'));
    await say(group, 'bayko', 'between');
    await done(as('bayko').add(group, 'londo'));
    const last = await say(group, 'londo', 'back again');
    const expected = ['created', 'first time', 'removed londo', 'added londo', 'back again'];
    expect(await seenBy('londo', group)).toEqual(expected);
    const device = deviceOf(as('londo'), group, 2);
    await device.catchUp();
    expect(said(device.entries)).toEqual(expected);
    expect(device.entries.map(({ number }) => number)).toEqual([1, 2, 3, 5, 6]);
    expect((await as('londo').message(group, 4)).status).toBe(404);
    const { left, unread_count } = await isListed(group, 'londo', last);
    expect([left, unread_count]).toEqual([false, 0]);
  });

  it('are renamed by any member, and owned by one, who alone removes and hands over', async () => {
    const group = await start(['bayko', 'londo'], { name: 'Station' });
    expect((await as('londo').rename(group, ' Station 5 ')).body).toMatchObject({ name: 'Station 5', last_number: 2 });
    expect((await as('londo').rename(group, 'Station 5')).body.last_number).toBe(2);
    expect((await as('bayko').rename(group, null)).body).toMatchObject({ name: null, last_number: 3 });
    expect(await outcome(as('bayko').remove(group, 'londo'))).toEqual([403, ['message_group_owner_only']]);
    expect(await outcome(as('bayko').handOver(group, 'bayko'))).toEqual([403, ['message_group_owner_only']]);
    expect(await outcome(as('andrewbrown').remove(group, 'andrewbrown'))).toEqual([
      409,
      ['message_group_owner_leaves'],
    ]);
    await done(as('andrewbrown').handOver(group, '@Bayko'));
    await done(as('andrewbrown').remove(group, 'andrewbrown'));
    await done(as('bayko').remove(group, 'londo'));
    expect(await outcome(as('bayko').remove(group, 'bayko'))).toEqual([409, ['message_group_last_member']]);
    await done(as('bayko').add(group, 'andrewbrown'));
    expect(await seenBy('bayko', group)).toEqual([
      ...['created', 'renamed', 'renamed', 'owner_changed bayko'],
      ...['left andrewbrown', 'removed londo', 'added andrewbrown'],
    ]);
    const names = (await readAll(as('bayko'), group)).map(({ membership }) => membership?.name);
    expect(names.slice(0, 3)).toEqual(['Station', 'Station 5', null]);
  });

  it('count what is unread, tell how far each has come, and take edits, reactions and answers', async () => {
    const before = (await as('bayko').unread()).body;
    const group = await start(['bayko', 'londo', 'delenn']);
    const asked = await say(group, 'londo', 'who is ther?');
    await done(as('londo').edit(group, asked, 'who is there?'));
    await done(as('delenn').react(group, asked, '👋'));
    const answer = await as('delenn').reply(group, 'I am', asked);
    expect(answer.body.reply_to).toMatchObject({ number: asked, message: 'who is there?', handle: 'londo' });
    await done(as('andrewbrown').rename(group, 'Who is there'));
    const last = await say(group, 'andrewbrown', 'so am I');
    const row = await eventually(async () => {
      const { body } = await as('bayko').group(group);
      expect(body).toMatchObject({ last_number: last, revision: 4, name: 'Who is there', message: 'so am I' });
      return body;
    });
    expect(row.unread_count).toBe(3);
    const { body: total } = await as('bayko').unread();
    expect([total.messages, total.conversations]).toEqual([before.messages + 3, before.conversations + 1]);
    await done(as('bayko').markRead(group, asked));
    await done(as('bayko').markReceived(group, last));
    const { body: receipts } = await as('londo').receipts(group);
    const baykos = (await as('bayko').profile()).body.uuid;
    expect(receipts).toHaveLength(3);
    expect(receipts).toContainEqual({ uuid: baykos, last_read_number: asked, last_received_number: last });
    expect((await as('bayko').group(group)).body.unread_count).toBe(2);
    const refused = await outcome(as('andrewbrown').edit(group, 1, 'no text'));
    expect(refused).toEqual([403, ['message_not_own']]);
    for (const client of [as('bayko'), as('delenn')]) {
      const device = deviceOf(client, group, 2);
      await device.catchUp();
      const reactions = ({ reactions, ...message }: MessageBody) => ({ ...message, reactions: reactions.length });
      expect(device.entries.map(reactions)).toEqual((await readAll(client, group)).map(reactions));
    }
  });

  it('have one order for all, whatever happens at once', async () => {
    const group = await start(['bayko', 'londo', 'altbrown']);
    const answers = await Promise.all([
      ...['one', 'two', 'three'].map((text) => as('londo').send(group, text)),
      as('andrewbrown').remove(group, 'londo'),
      as('bayko').add(group, 'delenn'),
      as('altbrown').add(group, 'delenn'),
      as('altbrown').rename(group, 'At once'),
      as('altbrown').send(group, 'four'),
    ]);
    const entries = await readAll(as('bayko'), group);
    expect(entries.map(({ number }) => number)).toEqual(entries.map((_, place) => place + 1));
    const gone = entries.findIndex(({ kind }) => kind === 'removed');
    expect(entries.slice(gone).filter(({ handle }) => handle === 'londo')).toEqual([]);
    const accepted = answers.slice(0, 3).filter(({ status }) => status === 200);
    expect(entries.filter(({ handle }) => handle === 'londo')).toHaveLength(accepted.length);
    for (const { status, body } of answers.slice(0, 3)) {
      if (status !== 200) expect([status, body]).toEqual([403, ['message_group_left']]);
    }
    expect(said(entries).filter((each) => each === 'added delenn')).toHaveLength(1);
    expect(await readAll(as('altbrown'), group)).toEqual(entries);
    expect((await as('londo').messages(group, '?limit=200')).body).toEqual(entries.slice(0, gone + 1));
    expect((await as('bayko').members(group)).body.map(({ handle }) => handle).sort()).toEqual([
      'altbrown',
      'andrewbrown',
      'bayko',
      'delenn',
    ]);
  });

  it('show nothing to strangers, and nothing of whether they exist', async () => {
    const group = await start(['bayko', 'londo']);
    const { body: pair } = await as('andrewbrown').start('bayko', 'just us');
    const ask = (uuid: string): Promise<Answer<unknown>>[] => {
      const stranger = as('delenn');
      return [
        stranger.group(uuid),
        stranger.messages(uuid),
        stranger.message(uuid, 1),
        stranger.changes(uuid, { number: 0, revision: 0 }),
        stranger.members(uuid),
        stranger.receipts(uuid),
        stranger.add(uuid, 'delenn'),
        stranger.add(uuid, 'nobody'),
        stranger.remove(uuid, 'bayko'),
        stranger.remove(uuid, 'nobody'),
        stranger.rename(uuid, 'Mine'),
        stranger.handOver(uuid, 'delenn'),
        stranger.markRead(uuid, 1),
        stranger.edit(uuid, 1, 'x'),
        stranger.react(uuid, 1, '👍'),
        stranger.choose(uuid, 'pin'),
      ];
    };
    for (const uuid of [NOWHERE, group, pair.message_group_uuid]) {
      for (const answer of ask(uuid)) expect(await outcome(answer)).toEqual([404, ['message_group_not_found']]);
      expect(await outcome(as('delenn').send(uuid, 'x'))).toEqual([422, ['message_group_uuid_unknown']]);
    }
    expect(await seenBy('bayko', group)).toEqual(['created']);
  });

  it('refuse bad input, each by a code of its own, and nothing has changed', async () => {
    const group = await start(['bayko', 'londo'], { name: 'Station' });
    const { message_group_uuid: pair } = (await as('andrewbrown').start('bayko', 'us')).body;
    const owner = as('andrewbrown');
    await isListed(group, 'andrewbrown', 1);
    const started = (await owner.groups('?limit=200')).body.length;
    const refused: [Promise<Answer<unknown>>, number, string][] = [
      [owner.startGroup({ handles: ['bayko', 'nobody'] }), 422, 'handles_unknown'],
      [owner.startGroup({ handles: ['bayko', 'AndrewBrown'] }), 422, 'handles_own'],
      [owner.startGroup({ handles: ['bayko', '@BAYKO'] }), 422, 'handles_repeated'],
      [owner.startGroup({ handles: ['bayko'] }), 422, 'members_below_3'],
      [owner.startGroup({ handles: Array.from({ length: 256 }, (_, n) => `p${n}`) }), 422, 'members_exceed_256'],
      [owner.startGroup({ handles: 'bayko' }), 422, 'handles_malformed'],
      [owner.startGroup({ handles: ['bayko', 'londo'], name: '\u200b' }), 422, 'group_name_blank'],
      [owner.startGroup({ handles: ['bayko', 'londo'], history: 'some' }), 422, 'history_malformed'],
      [owner.startGroup({ handles: ['bayko', 'londo'] }, 'a key'), 422, 'idempotency_key_malformed'],
      [owner.rename(group, 'two\nlines'), 422, 'group_name_malformed'],
      [owner.rename(group, 'a'.repeat(129)), 422, 'group_name_exceed_max_chars_128'],
      [owner.add(group, 'nobody'), 404, 'user_not_found'],
      [owner.remove(group, 'nobody'), 404, 'member_not_found'],
      [owner.remove(group, 'delenn'), 404, 'member_not_found'],
      [owner.handOver(group, 'delenn'), 404, 'member_not_found'],
      [owner.handOver(group, 'nobody'), 404, 'member_not_found'],
      [owner.handOver(group, ''), 422, 'handle_blank'],
      [owner.add(pair, 'londo'), 409, 'message_group_is_pair'],
      [owner.remove(pair, 'andrewbrown'), 409, 'message_group_is_pair'],
      [owner.rename(pair, 'Us'), 409, 'message_group_is_pair'],
      [owner.handOver(pair, 'bayko'), 409, 'message_group_is_pair'],
    ];
    for (const [answer, status, code] of refused) {
      expect([code, await outcome(answer)]).toEqual([code, [status, [code]]]);
    }
    await done(as('bayko').add(group, 'londo'));
    await done(as('bayko').rename(group, 'Station'));
    await done(owner.handOver(group, 'andrewbrown'));
    expect(await seenBy('bayko', group)).toEqual(['created']);
    expect((await owner.groups('?limit=200')).body).toHaveLength(started);
  });
});
