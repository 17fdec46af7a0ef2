import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SettledSendKeyItem } from '@app/common/table';
import { range } from '../../../test/support/range';
import { sendKeyPlace } from '../src/conversations/messages/message-items';
import { ChangedConversation } from './changed-conversation';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { patiently } from './patiently';

describe('sending', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
  });
  afterAll(() => dynamo.close());

  const aPair = () => [dynamo.person(`a${dynamo.people.length}`), dynamo.person(`b${dynamo.people.length}`)] as const;
  const numbersIn = async (groupUuid: string, readerUuid: string) =>
    (await messages.reading.page(groupUuid, { readerUuid, limit: 200 })).messages.map(({ number }) => number);

  it('starts a conversation with its first message and both rows at once', async () => {
    const [andrew, bayko] = aPair();
    const first = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'hello' });
    expect(first).toMatchObject({ number: 1, text: 'hello', sender: andrew });
    const [mine] = (await messages.lists.page(andrew.uuid, { limit: 50 })).groups;
    const [theirs] = (await messages.lists.page(bayko.uuid, { limit: 50 })).groups;
    expect(mine).toMatchObject({
      uuid: first.groupUuid,
      members: [bayko],
      preview: 'hello',
      lastNumber: 1,
      lastReadNumber: 1,
    });
    expect(theirs).toMatchObject({ uuid: first.groupUuid, members: [andrew], lastNumber: 1, lastReadNumber: 0 });
  });

  it('sends into the conversation that the pair has, whoever names whom', async () => {
    const [andrew, bayko] = aPair();
    const first = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'one' });
    const again = await messages.writing.start({ sender: bayko, recipientHandle: andrew.handle, text: 'two' });
    const { writing } = await dynamo.process();
    const elsewhere = await writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'three' });
    expect([again, elsewhere].map(({ groupUuid, number }) => [groupUuid, number])).toEqual([
      [first.groupUuid, 2],
      [first.groupUuid, 3],
    ]);
  });

  it('numbers 200 concurrent sends of one process from 2 to 201', async () => {
    const [andrew, bayko] = aPair();
    const { groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'x' });
    const sent = await Promise.all(
      range(200).map((i) => messages.writing.send(groupUuid, { sender: i % 2 ? andrew : bayko, text: `m${i}` })),
    );
    expect(sent.map(({ number }) => number)).toEqual(range(200).map((i) => i + 2));
  });

  it('leaves no gap and no double where three processes write into one conversation', async () => {
    const [andrew, bayko] = aPair();
    const processes = await Promise.all(range(3).map(() => dynamo.process()));
    const { groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'x' });
    await Promise.all(
      range(60).map((i) =>
        patiently(() => processes[i % 3]!.writing.send(groupUuid, { sender: i % 2 ? andrew : bayko, text: `m${i}` })),
      ),
    );
    expect(await numbersIn(groupUuid, andrew.uuid)).toEqual(range(61).map((i) => i + 1));
  });

  it('makes one conversation of 50 first messages in both directions through several processes', async () => {
    const [andrew, bayko] = aPair();
    const processes = await Promise.all(range(3).map(() => dynamo.process()));
    const sent = await Promise.all(
      range(50).map((i) => {
        const [sender, recipient] = i % 2 ? [andrew, bayko] : [bayko, andrew];
        const request = { sender, recipientHandle: recipient.handle, text: `m${i}` };
        return patiently(() => processes[i % 3]!.writing.start(request));
      }),
    );
    expect(new Set(sent.map(({ groupUuid }) => groupUuid)).size).toBe(1);
    expect(sent.map(({ number }) => number).sort((a, b) => a - b)).toEqual(range(50).map((i) => i + 1));
  });

  it('answers a repeated send key with the first message, also from another process', async () => {
    const [andrew, bayko] = aPair();
    const { groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'x' });
    const request = { sender: andrew, text: 'once', sendKey: 'key-1' };
    const first = await messages.writing.send(groupUuid, request);
    await messages.writing.send(groupUuid, { sender: bayko, text: 'between' });
    const repeats = await Promise.all(
      range(3).map(async () => (await dynamo.process()).writing.send(groupUuid, request)),
    );
    expect(repeats).toEqual([first, first, first]);
    expect(await numbersIn(groupUuid, andrew.uuid)).toEqual([1, 2, 3]);
  });

  it('starts no second time with a send key that started before', async () => {
    const [andrew, bayko] = aPair();
    const request = { sender: andrew, recipientHandle: bayko.handle, text: 'once', sendKey: 'start' };
    const answers = await Promise.all(range(3).map(async () => (await dynamo.process()).writing.start(request)));
    expect(new Set(answers.map(({ uuid }) => uuid)).size).toBe(1);
    expect(await numbersIn(answers[0]!.groupUuid, andrew.uuid)).toEqual([1]);
  });

  it('keeps the send keys of two senders apart', async () => {
    const [andrew, bayko] = aPair();
    const { groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'x' });
    const mine = await messages.writing.send(groupUuid, { sender: andrew, text: 'mine', sendKey: 'same' });
    const theirs = await messages.writing.send(groupUuid, { sender: bayko, text: 'theirs', sendKey: 'same' });
    expect([mine.number, theirs.number]).toEqual([2, 3]);
  });

  describe('an answer to another message', () => {
    const UNKNOWN = { code: 'reply_to_unknown' };
    const aConversation = async () => {
      const [andrew, bayko] = aPair();
      const address = { sender: andrew, recipientHandle: bayko.handle };
      const first = await messages.writing.start({ ...address, text: 'first' });
      return { groupUuid: first.groupUuid, andrew, bayko, address, first };
    };

    it('says what it answers, at both doors, with a key and without', async () => {
      const { groupUuid, andrew, bayko, address, first } = await aConversation();
      const { writing } = await dynamo.process();
      const answers = [
        await writing.start({ ...address, text: 'a', replyTo: 1 }),
        await writing.start({ ...address, text: 'b', replyTo: 1, sendKey: 'b' }),
        await writing.send(groupUuid, { sender: bayko, text: 'c', replyTo: 1 }),
        await writing.send(groupUuid, { sender: bayko, text: 'd', replyTo: 1, sendKey: 'd' }),
      ];
      for (const answer of answers) expect(answer).toMatchObject({ replyTo: 1, quoted: first });
      expect(await messages.store.message(groupUuid, 5)).toMatchObject({ text: 'd', replyTo: 1 });
      expect(await numbersIn(groupUuid, andrew.uuid)).toEqual([1, 2, 3, 4, 5]);
      expect(await messages.writing.send(groupUuid, { sender: andrew, text: 'e' })).not.toHaveProperty('quoted');
    });

    it.each([undefined, 'key'])(
      'to what does not exist is refused, and nothing is stored, with the key %s',
      async (sendKey) => {
        const { groupUuid, andrew, address } = await aConversation();
        for (const replyTo of [2, Number.MAX_SAFE_INTEGER]) {
          const request = { sender: andrew, text: 'x', replyTo, sendKey };
          await expect(messages.writing.send(groupUuid, request)).rejects.toMatchObject(UNKNOWN);
          const atTheOtherDoor = (await dynamo.process()).writing.start({ ...address, ...request });
          await expect(atTheOtherDoor).rejects.toMatchObject(UNKNOWN);
        }
        expect(await numbersIn(groupUuid, andrew.uuid)).toEqual([1]);
        expect(await messages.writing.send(groupUuid, { sender: andrew, text: 'y', sendKey })).toMatchObject({
          number: 2,
        });
      },
    );

    it('starts no conversation', async () => {
      const [andrew, bayko] = aPair();
      const request = { sender: andrew, recipientHandle: bayko.handle, text: 'x', replyTo: 1 };
      await expect(messages.writing.start(request)).rejects.toMatchObject(UNKNOWN);
      expect((await messages.lists.page(andrew.uuid, { limit: 50 })).groups).toEqual([]);
    });

    it('tells a stranger nothing of what there is to answer', async () => {
      const { groupUuid } = await aConversation();
      const [stranger] = aPair();
      for (const replyTo of [1, 9]) {
        const sent = messages.writing.send(groupUuid, { sender: stranger, text: 'x', replyTo });
        await expect(sent).rejects.toMatchObject({ code: 'message_group_not_found' });
      }
    });

    it('is repeated under its key with what it answers as that is now', async () => {
      const { groupUuid, andrew, bayko } = await aConversation();
      const truth = new ChangedConversation({ groupUuid, members: [andrew, bayko] });
      truth.send(andrew, 'first');
      const request = { sender: bayko, text: 'x', replyTo: 1, sendKey: 'key' };
      const sent = await messages.writing.send(groupUuid, request);
      await dynamo.write(truth.edit(1, 'edited'));
      const repeated = await messages.writing.send(groupUuid, request);
      expect(repeated).toMatchObject({ uuid: sent.uuid, quoted: { number: 1, text: 'edited', revision: 1 } });
      await dynamo.write(truth.remove(1));
      const again = await (await dynamo.process()).writing.send(groupUuid, request);
      expect(again).toMatchObject({ uuid: sent.uuid, quoted: { number: 1, text: '' } });
      expect(again.quoted?.deletedAt).toBeDefined();
    });

    it('that was stored under a key says what it answers, whatever a repetition says', async () => {
      const { groupUuid, andrew, bayko, first } = await aConversation();
      const second = await messages.writing.send(groupUuid, { sender: bayko, text: 'second' });
      const send = (key: object) =>
        messages.writing.send(groupUuid, { sender: andrew, text: 'x', sendKey: 'key', ...key });
      expect(await send({ replyTo: 1 })).toMatchObject({ quoted: first });
      expect(await send({ replyTo: second.number })).toMatchObject({ replyTo: 1, quoted: first });
      expect(await send({})).toMatchObject({ replyTo: 1, quoted: first });
    });
  });

  describe('under a send key', () => {
    const aConversation = async () => {
      const [andrew, bayko] = aPair();
      const request = { sender: andrew, recipientHandle: bayko.handle, text: 'first' };
      const { groupUuid } = await messages.writing.start(request);
      return { groupUuid, andrew, bayko, key: { groupUuid, senderUuid: andrew.uuid, key: 'key' } };
    };
    const textsIn = async (groupUuid: string, readerUuid: string) =>
      (await messages.reading.page(groupUuid, { readerUuid, limit: 200 })).messages.map(({ text }) => text);

    it('stores each message once where three processes try it twice at the same time', async () => {
      const { groupUuid, andrew, bayko } = await aConversation();
      const processes = await Promise.all(range(3).map(() => dynamo.process()));
      const attempts = range(40).map((i) => {
        const text = `m${i % 20}`;
        const sender = i % 2 ? andrew : bayko;
        return patiently(() => processes[i % 3]!.writing.send(groupUuid, { sender, text, sendKey: text }));
      });
      const answers = await Promise.all(attempts);
      expect(answers.slice(20)).toEqual(answers.slice(0, 20));
      expect(await numbersIn(groupUuid, andrew.uuid)).toEqual(range(21).map((i) => i + 1));
      expect((await textsIn(groupUuid, andrew.uuid)).slice(1).sort()).toEqual(
        range(20)
          .map((i) => `m${i}`)
          .sort(),
      );
    });

    it('stores what an attempt left behind that broke off before its message', async () => {
      const { groupUuid, andrew, key } = await aConversation();
      expect(await messages.keys.claim(key, 2)).toEqual({ number: 2 });
      const sent = await (
        await dynamo.process()
      ).writing.send(groupUuid, { sender: andrew, text: 'late', sendKey: 'key' });
      expect(sent).toMatchObject({ number: 2, text: 'late' });
    });

    it('goes on to the next number where another message has taken the one that it tried', async () => {
      const { groupUuid, andrew, bayko, key } = await aConversation();
      await messages.keys.claim(key, 2);
      await messages.writing.send(groupUuid, { sender: bayko, text: 'between' });
      const request = { sender: andrew, text: 'late', sendKey: 'key' };
      const answers = [];
      for (const process of [await dynamo.process(), await dynamo.process()]) {
        answers.push(await process.writing.send(groupUuid, request));
      }
      expect(answers[0]).toMatchObject({ number: 3, text: 'late' });
      expect(answers[1]).toEqual(answers[0]);
      expect(await textsIn(groupUuid, andrew.uuid)).toEqual(['first', 'between', 'late']);
    });

    it('moves a key on only from where it is', async () => {
      const { key } = await aConversation();
      await messages.keys.claim(key, 2);
      expect(await messages.keys.moveOn(key, 2, 3)).toEqual({ number: 3 });
      expect(await messages.keys.moveOn(key, 2, 4)).toEqual({ number: 3 });
      expect(await messages.keys.claim(key, 5)).toEqual({ number: 3 });
    });

    it('is answered with the message of a key that an older version wrote together with it', async () => {
      const { groupUuid, andrew, bayko, key } = await aConversation();
      const old = await messages.writing.send(groupUuid, { sender: andrew, text: 'old' });
      const Item = { ...sendKeyPlace(key), number: old.number } satisfies SettledSendKeyItem;
      await dynamo.documents.send(new PutCommand({ TableName: dynamo.table.name, Item }));
      await messages.writing.send(groupUuid, { sender: bayko, text: 'between' });
      const request = { sender: andrew, text: 'old', sendKey: 'key', textHash: 'any' };
      expect(await (await dynamo.process()).writing.send(groupUuid, request)).toEqual(old);
    });

    it('is refused with another text, and accepted where nobody said what the text was', async () => {
      const { groupUuid, andrew, bayko } = await aConversation();
      const sent = { sender: andrew, text: 'one', sendKey: 'k', textHash: 'one' };
      const first = await messages.writing.send(groupUuid, sent);
      const other = { ...sent, text: 'two', textHash: 'two' };
      const refused = { code: 'idempotency_key_reused', retriable: false };
      await expect((await dynamo.process()).writing.send(groupUuid, other)).rejects.toMatchObject(refused);
      const toHandle = { ...other, recipientHandle: bayko.handle };
      await expect((await dynamo.process()).writing.start(toHandle)).rejects.toMatchObject(refused);
      const unsaid = { sender: andrew, text: 'one', sendKey: 'k' };
      expect(await (await dynamo.process()).writing.send(groupUuid, unsaid)).toEqual(first);
      expect(await textsIn(groupUuid, andrew.uuid)).toEqual(['first', 'one']);
    });

    it('is known again to the conversation that it started, under whichever address', async () => {
      const [andrew, bayko] = aPair();
      const request = { sender: andrew, text: 'hello', sendKey: 'k', textHash: 'hello' };
      const first = await messages.writing.start({ ...request, recipientHandle: bayko.handle });
      expect(await (await dynamo.process()).writing.send(first.groupUuid, request)).toEqual(first);
      expect(await numbersIn(first.groupUuid, andrew.uuid)).toEqual([1]);
    });
  });

  it('follows no clock that is years ahead, and keeps the order of the numbers', async () => {
    const [andrew, bayko] = aPair();
    messages.clock.time = new Date('2038-06-01T00:00:00.000Z');
    const first = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'x' });
    messages.clock.time = new Date('2026-05-01T00:00:00.000Z');
    const second = await messages.writing.send(first.groupUuid, { sender: bayko, text: 'y' });
    expect(second.createdAt).toBe('2026-05-01T00:00:00.000Z');
    expect(await numbersIn(first.groupUuid, andrew.uuid)).toEqual([1, 2]);
  });

  it('tells strangers nothing: a conversation of others is answered as one that does not exist', async () => {
    const [andrew, bayko] = aPair();
    const stranger = dynamo.person('stranger');
    const { groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'x' });
    const unknown = '00000000-0000-4000-8000-000000000000';
    const refused = { code: 'message_group_not_found', message: 'message_group_not_found' };
    for (const group of [groupUuid, unknown]) {
      await expect(messages.writing.send(group, { sender: stranger, text: 'x' })).rejects.toMatchObject(refused);
      await expect((await dynamo.process()).writing.send(group, { sender: stranger, text: 'x' })).rejects.toMatchObject(
        refused,
      );
    }
    expect(await numbersIn(groupUuid, andrew.uuid)).toEqual([1]);
  });

  it('refuses an unknown handle and one’s own', async () => {
    const [andrew] = aPair();
    const start = (recipientHandle: string) => messages.writing.start({ sender: andrew, recipientHandle, text: 'x' });
    await expect(start('nobody')).rejects.toMatchObject({ code: 'user_reciever_handle_unknown' });
    await expect(start(andrew.handle)).rejects.toMatchObject({ code: 'user_reciever_handle_own' });
  });
});
