import { randomUUID } from 'node:crypto';
import type { Person } from '@app/common/contracts';
import type { DomainError } from '@app/common/errors';
import { reportUuidOf } from '../src/contact/report';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

describe('reports', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let andrew: Person;
  let bayko: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
  });
  beforeEach(async () => {
    [andrew, bayko] = [dynamo.person(randomUUID()), dynamo.person(randomUUID())];
    const first = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'rude' });
    ({ groupUuid } = first);
  });
  afterAll(() => dynamo.close());

  const report = (reporter: Person, number = 1, reason = 'It is rude.') =>
    messages.reports.report(groupUuid, number, { reporter, reason });
  const codeOf = (work: Promise<unknown>) => work.catch((error: unknown) => (error as DomainError).code);
  const listed = async (state: 'open' | 'closed') => {
    const uuids: string[] = [];
    for await (const page of messages.reports.list(state)) uuids.push(...page.map(({ uuid }) => uuid));
    return uuids;
  };

  it('keep the message as it was then, whatever becomes of it', async () => {
    await messages.changing.edit(groupUuid, 1, { userUuid: andrew.uuid, text: 'ruder' });
    const made = await report(bayko);
    expect(made).toEqual({
      uuid: reportUuidOf(bayko.uuid, groupUuid, 1),
      message_group_uuid: groupUuid,
      number: 1,
      reason: 'It is rude.',
      created_at: messages.clock.time.toISOString(),
    });
    await messages.changing.edit(groupUuid, 1, { userUuid: andrew.uuid, text: 'polite' });
    await messages.changing.delete(groupUuid, 1, { userUuid: andrew.uuid });
    expect(await messages.reports.show(made.uuid)).toEqual({
      ...{ uuid: made.uuid, groupUuid, number: 1, revision: 1, text: 'ruder', sender: andrew },
      ...{ sentAt: messages.clock.time.toISOString(), createdAt: made.created_at, reason: 'It is rude.' },
      reporter: { uuid: bayko.uuid, handle: bayko.handle },
    });
    expect(await listed('open')).toContain(made.uuid);
  });

  it('are one of a person and message: a repetition is answered with the first, also after a deletion and at once', async () => {
    const [one, other] = [await dynamo.process(), await dynamo.process()];
    const request = { reporter: bayko, reason: 'It is rude.' };
    const both = await Promise.all([one, other].map(({ reports }) => reports.report(groupUuid, 1, request)));
    expect(both[1]).toEqual(both[0]);
    expect(await report(bayko, 1, 'Once more.')).toEqual(both[0]);
    await messages.changing.delete(groupUuid, 1, { userUuid: andrew.uuid });
    expect(await report(bayko)).toEqual(both[0]);
    await messages.reports.close(both[0]!.uuid, undefined);
    expect(await report(bayko)).toEqual(both[0]);
    expect((await listed('open')).concat(await listed('closed')).filter((uuid) => uuid === both[0]!.uuid)).toHaveLength(
      1,
    );
  });

  it('are made by who may see the message, of messages of others that are there', async () => {
    const stranger = dynamo.person(randomUUID());
    const before = await listed('open');
    expect(await codeOf(report(stranger))).toBe('message_group_not_found');
    expect(await codeOf(report(stranger, 2))).toBe('message_group_not_found');
    expect(await codeOf(report(bayko, 2))).toBe('message_not_found');
    expect(await codeOf(report(andrew))).toBe('message_own');
    await messages.changing.delete(groupUuid, 1, { userUuid: andrew.uuid });
    expect(await codeOf(report(bayko))).toBe('message_deleted');
    expect(await listed('open')).toEqual(before);
  });

  it('move from the open ones to the closed ones, once, with what was done', async () => {
    const { uuid } = await report(bayko);
    const [one, other] = [await dynamo.process(), await dynamo.process()];
    const closed = await Promise.all([one.reports.close(uuid, 'warned'), other.reports.close(uuid, 'suspended')]);
    expect(closed[1]).toEqual(closed[0]);
    expect(await messages.reports.show(uuid)).toEqual(closed[0]);
    expect(closed[0]).toMatchObject({ uuid, text: 'rude', closedAt: one.clock.time.toISOString() });
    expect(['warned', 'suspended']).toContain(closed[0]!.outcome);
    expect([(await listed('open')).includes(uuid), (await listed('closed')).includes(uuid)]).toEqual([false, true]);
  });

  it('that nobody has made are not found', async () => {
    expect(await messages.reports.show(randomUUID())).toBeUndefined();
    expect(await messages.reports.close(randomUUID(), 'x')).toBeUndefined();
  });
});
