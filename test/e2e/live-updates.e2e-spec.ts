import { request } from 'undici';
import { ServiceProcess } from '../faults/support/service-process';
import { EventReader } from '../support/event-reader';
import { eventually } from '../support/eventually';
import { range } from '../support/range';
import { RestClient } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';

describe('live updates, with two people and two gateways', () => {
  let stack: TestStack;
  let second: ServiceProcess;
  let andrew: RestClient;
  let bayko: RestClient;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    stack = await startStack({ environment: { EVENTS_SLACK_SECONDS: '2' } });
    second = await ServiceProcess.spawn({ app: 'gateway', name: 'live-gateway', environment: stack.environment });
    for (const handle of ['andrewbrown', 'bayko', 'londo']) tokens[handle] = await stack.token(handle);
    andrew = new RestClient(stack.gatewayUrl, tokens['andrewbrown']!);
    bayko = new RestClient(stack.gatewayUrl, tokens['bayko']!);
    await eventually(async () => expect((await second.readiness()).status).toBe('ok'), 60_000);
  });
  afterAll(async () => {
    await Promise.all([andrew.close(), bayko.close()]);
    await second.stop();
    await stack.stop();
  });

  const follow = (since?: string, url = stack.gatewayUrl, handle = 'bayko'): Promise<EventReader> =>
    EventReader.open({ url, token: tokens[handle]!, since });

  const listed = async (client = bayko): Promise<string> => {
    const { headers } = await client.groups();
    return headers['event-cursor'] as string;
  };

  it('tells a message, its edit, its reaction and its deletion to the other, without a reload', async () => {
    const { body } = await andrew.start('bayko', 'Good morning');
    const groupUuid = body.message_group_uuid;
    const reader = await follow(await listed());
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    await eventually(() => expect(reader.of('heartbeat')).not.toHaveLength(0));

    const { body: sent } = await andrew.send(groupUuid, 'Are you there?');
    await eventually(() => expect(reader.of('message').at(-1)).toEqual(sent));

    await andrew.edit(groupUuid, sent.number, 'Are you here?');
    await eventually(() =>
      expect(reader.of('message_edited')).toMatchObject([
        { message_group_uuid: groupUuid, number: sent.number, message: { message: 'Are you here?' } },
      ]),
    );
    await bayko.react(groupUuid, sent.number, '👍');
    await eventually(() =>
      expect(reader.of('reaction')).toMatchObject([{ message: { reactions: [{ emoji: '👍', own: true }] } }]),
    );
    await andrew.delete(groupUuid, sent.number);
    await eventually(() => expect(reader.of('message_deleted')).toMatchObject([{ message: { message: '' } }]));
    reader.close();
  });

  it('loses and repeats nothing between a list and a stream, and over gateways that end', async () => {
    const { body } = await andrew.start('bayko', 'From here on');
    const groupUuid = body.message_group_uuid;
    const told: number[] = [];
    let since = await listed();
    const take = (reader: EventReader): void => {
      told.push(...reader.numbersOf(groupUuid).filter((number) => number > body.number));
      since = reader.cursor ?? since;
      reader.close();
    };
    const send = async (count: number): Promise<number> => {
      let last = 0;
      for (const index of range(count)) last = (await andrew.send(groupUuid, `message ${index}`)).body.number;
      return last;
    };
    let number = await send(5);
    const states: number[] = [];
    const isUpTo = async (reader: EventReader): Promise<void> => {
      await eventually(() => {
        const state = reader.of('message_group').filter(({ uuid }) => uuid === groupUuid);
        states.push(...state.map(({ last_number }) => last_number));
        expect(Math.max(...reader.numbersOf(groupUuid), ...states, 0)).toBe(number);
      });
    };
    const first = await follow(since);
    await isUpTo(first);
    number = await send(5);
    await isUpTo(first);
    take(first);

    number = await send(20);
    const resumed = await follow(since, second.url);
    await isUpTo(resumed);
    number = await send(5);
    await isUpTo(resumed);
    take(resumed);

    number = await send(20);
    await Promise.all([stack.kill('gateway', 'SIGKILL'), second.kill()]);
    await stack.start('gateway');
    second = await ServiceProcess.spawn({ app: 'gateway', name: 'live-gateway', environment: stack.environment });
    await eventually(async () => expect((await second.readiness()).status).toBe('ok'), 60_000);
    const restarted = await follow(since, second.url);
    await isUpTo(restarted);
    number = await send(5);
    await isUpTo(restarted);
    take(restarted);

    // In order and once; what lies between was told as a state.
    expect(told).toEqual([...new Set(told)].toSorted((one, other) => one - other));
    expect(told).toEqual(expect.arrayContaining([number, number - 4]));
  });

  it('tells markers to those who may see them, choices to oneself, and typing to the other', async () => {
    const { body } = await andrew.start('bayko', 'Read this');
    const groupUuid = body.message_group_uuid;
    const [ofAndrew, ofBayko] = [
      await follow(undefined, stack.gatewayUrl, 'andrewbrown'),
      await follow(undefined, second.url),
    ];
    const { uuid } = (await bayko.profile()).body;
    await eventually(async () => {
      await bayko.markRead(groupUuid, body.number);
      for (const reader of [ofAndrew, ofBayko]) {
        expect(reader.of('read')).toContainEqual(
          expect.objectContaining({ message_group_uuid: groupUuid, uuid, last_read_number: body.number }),
        );
      }
    });
    await bayko.choose(groupUuid, 'mute');
    await eventually(() => expect(ofBayko.of('message_group').map((group) => group.uuid)).toContain(groupUuid));
    const headers = { authorization: `Bearer ${tokens['bayko']!}` };
    const url = `${second.url}/api/message_groups/${groupUuid}/typing`;
    expect((await request(url, { method: 'POST', headers })).statusCode).toBe(200);
    await eventually(() => expect(ofAndrew.of('typing')).toEqual([{ message_group_uuid: groupUuid, uuid }]));
    expect(ofBayko.of('typing')).toEqual([]);
    for (const reader of [ofAndrew, ofBayko]) reader.close();
  });

  it('tells a group to its members, and nothing behind it to who was removed, now and later', async () => {
    const { body } = await andrew.startGroup({ handles: ['bayko', 'londo'], name: 'Station' });
    const groupUuid = body.uuid;
    const since = await listed();
    const [ofBayko, ofLondo] = [await follow(since), await follow(undefined, stack.gatewayUrl, 'londo')];
    const { body: toAll } = await andrew.send(groupUuid, 'To all');
    for (const reader of [ofBayko, ofLondo]) {
      await eventually(() => expect(reader.of('message')).toContainEqual({ ...toAll, reactions: [] }));
    }
    await andrew.react(groupUuid, toAll.number, '👍');
    await eventually(() => expect(ofLondo.of('reaction')).toMatchObject([{ number: toAll.number }]));
    await andrew.remove(groupUuid, 'londo');
    const removal = toAll.number + 1;
    await eventually(() => expect(ofLondo.of('message').at(-1)).toMatchObject({ number: removal, kind: 'removed' }));
    await andrew.edit(groupUuid, toAll.number, 'To most');
    const { body: behind } = await andrew.send(groupUuid, 'Without him');
    await eventually(() => expect(ofBayko.of('message').at(-1)).toEqual(behind));
    // One feed hands each change to all of this gateway, so that it would have come by now.
    expect([ofLondo.numbersOf(groupUuid).at(-1), ofLondo.of('message_edited')]).toEqual([removal, []]);
    const later = await follow(ofLondo.cursor, second.url, 'londo');
    await eventually(() => expect(later.of('heartbeat')).toContainEqual({ behind: false }));
    expect([later.numbersOf(groupUuid), later.of('message_edited')]).toEqual([[], []]);
    expect(later.of('message_group').every(({ last_number }) => last_number <= removal)).toBe(true);
    for (const reader of [ofBayko, ofLondo, later]) reader.close();
  });

  it('answers a long poll with what has happened, and from where to ask on', async () => {
    const { body } = await andrew.start('bayko', 'Anybody?');
    const headers = { authorization: `Bearer ${tokens['bayko']!}` };
    const poll = async (since: string, wait = 25) => {
      const answer = await request(`${stack.gatewayUrl}/api/events?wait=${wait}&since=${since}`, { headers });
      return (await answer.body.json()) as { events: { event: string; data: { number?: number } }[]; cursor: string };
    };
    let { cursor } = await poll(await listed(), 1);
    const waiting = poll(cursor);
    const { number } = (await andrew.send(body.message_group_uuid, 'Now')).body;
    const numbers: (number | undefined)[] = [];
    const take = ({ events, cursor: next }: Awaited<ReturnType<typeof poll>>): void => {
      numbers.push(...events.filter(({ event }) => event === 'message').map(({ data }) => data.number));
      cursor = next;
    };
    take(await waiting);
    while (!numbers.includes(number)) take(await poll(cursor, 5));
    take(await poll(cursor, 1));
    expect(numbers.filter((each) => each === number)).toHaveLength(1);
  });

  it.each([
    ['that is broken', async () => `${(await listed()).slice(0, -2)}AA`, 'event_cursor_malformed'],
    ['of another person', () => listed(andrew), 'event_cursor_malformed'],
    ['that is none', () => Promise.resolve('!'), 'event_cursor_malformed'],
  ])('refuses a cursor %s', async (_, cursor, code) => {
    await expect(follow(await cursor())).rejects.toThrow(`422 ["${code}"]`);
  });
});
