import { Cli } from '../support/cli';
import { deviceOf } from '../support/device';
import { eventually } from '../support/eventually';
import { readAll, rowOf } from '../support/ledger';
import { range } from '../support/range';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';

const EMOJI = ['👍', '🎉', '❤️', '👨‍👩‍👧‍👦', '🇩🇪', '👍🏽', '1️⃣'];

describe('changes of messages, by two people on two devices each', () => {
  let stack: TestStack;
  let cli: Cli;
  let andrew: RestClient;
  let andrewsPhone: RestClient;
  let bayko: RestClient;
  let baykosPhone: RestClient;
  let londo: RestClient;
  let groupUuid: string;

  const everybody = () => [andrew, andrewsPhone, bayko, baykosPhone, londo];

  beforeAll(async () => {
    stack = await startStack();
    cli = await Cli.on(stack.environment);
    const signedIn = async (handle: string) => new RestClient(stack.gatewayUrl, await stack.token(handle));
    [andrew, andrewsPhone] = [await signedIn('andrewbrown'), await signedIn('andrewbrown')];
    [bayko, baykosPhone] = [await signedIn('bayko'), await signedIn('bayko')];
    londo = await signedIn('londo');
    groupUuid = (await andrew.start('bayko', 'first')).body.message_group_uuid;
  });
  afterAll(async () => {
    await Promise.all(everybody().map((client) => client.close()));
    await cli.close();
    await stack.stop();
  });

  const say = async (client: RestClient, text: string): Promise<number> =>
    (await client.send(groupUuid, text)).body.number;

  const rows = async () => ({
    andrew: (await andrew.group(groupUuid)).body,
    bayko: (await bayko.group(groupUuid)).body,
  });

  const previews = async () => {
    const { andrew, bayko } = await rows();
    return [andrew.message, bayko.message];
  };

  it('shows an edit to both, in the conversation at once and in both lists', async () => {
    const number = await say(andrew, 'helo');
    const edited = await andrewsPhone.edit(groupUuid, number, 'hello');
    expect(edited).toMatchObject({ status: 200, body: { message: 'hello', number, message_group_uuid: groupUuid } });
    expect(edited.body.edited_at).not.toBeNull();
    const { body: read, headers } = await bayko.message(groupUuid, number);
    expect(read).toEqual(edited.body);
    expect(headers['etag']).toBe(`"${read.revision}"`);
    expect((await bayko.messages(groupUuid)).body.at(-1)).toMatchObject({ message: 'hello', revision: read.revision });
    await eventually(async () => expect(await previews()).toEqual(['hello', 'hello']));
    expect((await bayko.history(groupUuid, number)).body.map(({ message }) => message)).toEqual(['helo', 'hello']);
  });

  it('orders two edits at once the same for all, and refuses by If-Match what has changed meanwhile', async () => {
    const number = await say(andrew, 'draft');
    const { etag } = (await andrew.message(groupUuid, number)).headers;
    const both = await Promise.all([
      andrew.edit(groupUuid, number, 'by the laptop'),
      andrewsPhone.edit(groupUuid, number, 'by the phone'),
    ]);
    const [earlier, later] = both.map(({ body }) => body).sort((one, other) => one.revision - other.revision);
    expect(later!.revision).toBe(earlier!.revision + 1);
    const { body: now } = await bayko.message(groupUuid, number);
    expect([now.message, now.revision]).toEqual([later!.message, later!.revision]);
    const refused = await andrew.edit(groupUuid, number, 'too late', String(etag));
    expect([refused.status, refused.body]).toEqual([412, ['message_changed_meanwhile']]);
    expect((await andrew.edit(groupUuid, number, 'in time', `"${now.revision}"`)).status).toBe(200);
  });

  it('repeats an edit and a deletion without a further change', async () => {
    const number = await say(bayko, 'twice');
    const edited = await bayko.edit(groupUuid, number, 'once');
    expect((await bayko.edit(groupUuid, number, 'once')).body).toEqual(edited.body);
    const deleted = await bayko.delete(groupUuid, number);
    expect((await baykosPhone.delete(groupUuid, number)).body).toEqual(deleted.body);
    expect(deleted.body.revision).toBe(edited.body.revision + 1);
  });

  it('leaves of a deleted message its number, and of its text nothing anywhere', async () => {
    const number = await say(andrew, 'a secret');
    await andrew.edit(groupUuid, number, 'a secret, edited');
    const answer = await bayko.reply(groupUuid, 'what secret?', number);
    expect(answer.body.reply_to).toMatchObject({ number, message: 'a secret, edited', deleted: false });
    await andrew.delete(groupUuid, number);
    const { body: marker } = await bayko.message(groupUuid, number);
    expect(marker).toMatchObject({ number, message: '', reactions: [] });
    expect(marker.deleted_at).not.toBeNull();
    expect((await bayko.message(groupUuid, answer.body.number)).body.reply_to).toMatchObject({
      number,
      message: '',
      deleted: true,
    });
    expect((await bayko.history(groupUuid, number)).body).toEqual([]);
    const refused = await andrew.edit(groupUuid, number, 'back again');
    expect([refused.status, refused.body]).toEqual([409, ['message_deleted']]);
    const stored = await cli.run(['table', 'scan', '--limit', '10000']);
    expect(stored.stdout).toContain('what secret?');
    expect(stored.stdout).not.toContain('a secret');
  });

  it('counts reactions exactly, and tells one’s own', async () => {
    const number = await say(andrew, 'react to me');
    await Promise.all([
      ...EMOJI.map((emoji) => andrew.react(groupUuid, number, emoji)),
      ...EMOJI.map((emoji) => bayko.react(groupUuid, number, emoji)),
      ...EMOJI.map((emoji) => baykosPhone.react(groupUuid, number, emoji)),
    ]);
    await bayko.unreact(groupUuid, number, '🎉');
    const { body: seen } = await bayko.message(groupUuid, number);
    expect(Object.fromEntries(seen.reactions.map(({ emoji, count, own }) => [emoji, `${count} ${own}`]))).toEqual(
      Object.fromEntries(EMOJI.map((emoji) => [emoji, emoji === '🎉' ? '1 false' : '2 true'])),
    );
    const { body: reactors } = await andrew.reactors(groupUuid, number);
    expect(reactors.find(({ emoji }) => emoji === '🎉')?.user_uuids).toHaveLength(1);
    const page = (await andrew.messages(groupUuid)).body.find((message) => message.number === number);
    expect(page?.reactions.every(({ own }) => own)).toBe(true);
  });

  it('refuses what may not be changed, each with a code of its own, and changes nothing', async () => {
    const number = await say(andrew, 'mine');
    const before = await andrew.message(groupUuid, number);
    const asked = await Promise.all([
      bayko.edit(groupUuid, number, 'not mine'),
      bayko.delete(groupUuid, number),
      andrew.edit(groupUuid, 999_999, 'nothing there'),
      londo.edit(groupUuid, number, 'a stranger'),
      londo.react(groupUuid, number, '👍'),
      andrew.react(groupUuid, number, 'a'),
      andrew.edit(groupUuid, number, ' '),
      andrew.reply(groupUuid, 'to nothing', 999_999),
    ]);
    expect(asked.map(({ status, body }) => [status, body])).toEqual([
      [403, ['message_not_own']],
      [403, ['message_not_own']],
      [404, ['message_not_found']],
      [404, ['message_group_not_found']],
      [404, ['message_group_not_found']],
      [422, ['emoji_malformed']],
      [422, ['message_blank']],
      [422, ['reply_to_unknown']],
    ]);
    expect((await andrew.message(groupUuid, number)).body).toEqual(before.body);
    const ahead = await andrew.changes(groupUuid, { number: 999_999, revision: 999_999 });
    expect([ahead.status, ahead.body]).toEqual([422, ['after_number_unknown', 'after_revision_unknown']]);
  });

  it('brings any old device to the present by `changes`, while both sides go on', async () => {
    const phones = [andrewsPhone, baykosPhone].map((client) => ({ client, copy: deviceOf(client, groupUuid, 3) }));
    await phones[0]!.copy.catchUp();
    const busy = range(40).map(async (i) => {
      const [client, other] = i % 2 ? [andrew, bayko] : [bayko, andrew];
      const number = await say(client, `m${i}`);
      if (i % 3 === 0) await client.edit(groupUuid, number, `m${i}, edited`);
      if (i % 4 === 0) await other.react(groupUuid, number, '👍');
      if (i % 5 === 0) await client.delete(groupUuid, number);
    });
    await Promise.all([...busy, ...range(5).map(() => phones[0]!.copy.catchUp())]);
    for (const { client, copy } of phones) {
      await copy.catchUp();
      expect(copy.entries).toEqual(await readAll(client, groupUuid));
    }
    expect((await andrewsPhone.changes(groupUuid, phones[0]!.copy.known)).body).toEqual({
      entries: [],
      revisions: [],
      has_more: false,
    });
  });

  it('leaves every row as it is when the topic is replayed and the rows are rebuilt', async () => {
    const newest = (await readAll(andrew, groupUuid)).at(-1)!;
    const isProjected = async () => {
      const { andrew, bayko } = await rows();
      expect([andrew.last_number, bayko.last_number]).toEqual([newest.number, newest.number]);
      expect(andrew.revision).toBe(bayko.revision);
      const copy = deviceOf(andrewsPhone, groupUuid);
      await copy.catchUp();
      expect(andrew.revision).toBe(copy.known.revision);
    };
    await eventually(isProjected);
    await andrew.markRead(groupUuid, 2, true);
    const before = await rows();
    await stack.kill('group-projector', 'SIGTERM');
    await cli.json(['projector', 'replay']);
    await stack.start('group-projector');
    await eventually(async () => {
      const { partitions } = await cli.json<{ partitions: { lag: number }[] }>(['projector', 'status']);
      expect(partitions.every(({ lag }) => lag === 0)).toBe(true);
    });
    expect(await rows()).toEqual(before);
    const { corrected } = await cli.json<{ corrected: unknown[] }>(['projector', 'rebuild']);
    expect(corrected).toEqual([]);
    expect(await rows()).toEqual(before);
    expect(rowOf((await andrew.groups()).body, groupUuid)?.last_read_number).toBe(2);
  });
});
