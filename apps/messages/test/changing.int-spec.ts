import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Person } from '@app/common/contracts';
import { conversationKey, type ConversationItem, type MessageItem, messageKey } from '@app/common/table';
import { aPerson } from '../../../test/support/builders';
import { range } from '../../../test/support/range';
import type { ChangedMessage } from '../src/changing/changed-message';
import { conversationItems, counted } from './conversation-items';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';
import { patiently } from './patiently';

const MINUTE_MS = 60_000;
const EMOJIS = [
  '👍',
  '❤️',
  '😂',
  '🎉',
  '🦊',
  '🇨🇭',
  '1️⃣',
  '👩🏽‍💻',
  '🙏',
  '🔥',
  '👀',
  '😢',
  '🚀',
  '💯',
  '🤝',
  '👏',
  '✅',
  '🍀',
  '☕',
  '🌊',
  '🐌',
];

describe('changing what was sent', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
  });
  afterAll(() => dynamo.close());

  /** A conversation with one message, by andrew. */
  async function aConversation() {
    const andrew = dynamo.person(`a${dynamo.people.length}`);
    const bayko = dynamo.person(`b${dynamo.people.length}`);
    const { groupUuid } = await messages.writing.start({
      sender: andrew,
      recipientHandle: bayko.handle,
      text: 'hello',
    });
    const itemsNow = () => conversationItems(dynamo.documents, dynamo.table.name, groupUuid);
    const edit = (text: string, ifRevision?: number[], by: Person = andrew, { changing } = messages) =>
      changing.edit(groupUuid, 1, { userUuid: by.uuid, text, ifRevision });
    const remove = (ifRevision?: number[], by: Person = andrew, { changing } = messages) =>
      changing.delete(groupUuid, 1, { userUuid: by.uuid, ifRevision });
    const react = (emoji: string, by: Person = bayko, { changing } = messages) =>
      changing.addReaction(groupUuid, 1, emoji, by.uuid);
    const unreact = (emoji: string, by: Person = bayko, { changing } = messages) =>
      changing.removeReaction(groupUuid, 1, emoji, by.uuid);
    return { groupUuid, andrew, bayko, itemsNow, edit, remove, react, unreact };
  }

  const refused = (code: string) => ({ code, retriable: false });
  const later = (ms: number, { clock } = messages) => (clock.time = new Date(clock.time.getTime() + ms));
  const at = () => messages.clock.time.toISOString();

  describe('an edit', () => {
    it('puts the new text into the message, and both texts into the next revision', async () => {
      const { groupUuid, andrew, bayko, edit, itemsNow } = await aConversation();
      later(1_000);
      const { message } = await edit('hi');
      expect(message).toMatchObject({ number: 1, text: 'hi', revision: 1, editedAt: at(), sender: andrew });
      const { entries, revisions } = await itemsNow();
      expect(entries).toEqual([
        expect.objectContaining({ message: 'hi', revision: 1, edited_at: at(), edit_revisions: [1] }),
      ]);
      expect(revisions).toEqual([
        {
          pk: entries[0]!.pk,
          sk: '!000000000001',
          kind: 'edited',
          message_group_uuid: groupUuid,
          revision: 1,
          number: 1,
          user_uuid: andrew.uuid,
          sender_uuid: andrew.uuid,
          created_at: at(),
          member_uuids: [andrew.uuid, bayko.uuid],
          message: 'hi',
          message_before: 'hello',
        },
      ]);
      expect((await messages.reading.page(groupUuid, { readerUuid: bayko.uuid, limit: 1 })).messages).toEqual([
        message,
      ]);
    });

    it('takes the next revision of the conversation, whichever message it is of', async () => {
      const { groupUuid, andrew, edit, itemsNow } = await aConversation();
      await messages.writing.send(groupUuid, { sender: andrew, text: 'two' });
      await edit('one');
      const second = await messages.changing.edit(groupUuid, 2, { userUuid: andrew.uuid, text: 'TWO' });
      const third = await edit('ONE');
      expect([second.message.revision, third.message.revision]).toEqual([2, 3]);
      expect((await itemsNow()).entries.map(({ edit_revisions }) => edit_revisions)).toEqual([[1, 3], [2]]);
    });

    it('to the text that is there changes nothing, however late and whatever is expected', async () => {
      const { edit, itemsNow } = await aConversation();
      const first = await edit('hi', [0]);
      later(48 * 60 * MINUTE_MS);
      expect(await edit('hi', [0])).toEqual(first);
      expect((await itemsNow()).revisions).toHaveLength(1);
    });

    it('of a message of somebody else is refused', async () => {
      const { edit, bayko } = await aConversation();
      await expect(edit('hi', undefined, bayko)).rejects.toMatchObject(refused('message_not_own'));
    });

    it('is refused once the message has changed since the revision that the caller knows', async () => {
      const { edit, react } = await aConversation();
      await edit('hi', [0]);
      await expect(edit('hey', [0])).rejects.toMatchObject(refused('message_changed_meanwhile'));
      await edit('hey', [7, 1]);
      await react('👍');
      await expect(edit('ho', [2])).rejects.toMatchObject(refused('message_changed_meanwhile'));
      await expect(edit('ho', [])).rejects.toMatchObject(refused('message_changed_meanwhile'));
    });

    it('is possible for as long as configured', async () => {
      const { edit, itemsNow } = await aConversation();
      later(24 * 60 * MINUTE_MS);
      await edit('in time');
      later(1);
      await expect(edit('too late')).rejects.toMatchObject(refused('message_edit_too_late'));
      const forEver = await dynamo.process(undefined, undefined, undefined, { MESSAGE_EDIT_WITHIN: Infinity });
      forEver.clock.time = new Date('2038-01-01T00:00:00.000Z');
      await edit('years later', undefined, undefined, forEver);
      expect((await itemsNow()).entries[0]).toMatchObject({ message: 'years later', edit_revisions: [1, 2] });
    });

    it('is possible 64 times', async () => {
      const { edit, remove, itemsNow } = await aConversation();
      for (const i of range(64)) await edit(`text ${i}`);
      await expect(edit('once more', [64])).rejects.toMatchObject(refused('message_edits_exceed_64'));
      await expect(edit('once more', [63])).rejects.toMatchObject(refused('message_changed_meanwhile'));
      await remove();
      const { revisions } = await itemsNow();
      expect(revisions).toHaveLength(65);
      expect(revisions.map(({ message, message_before }) => [message, message_before]).slice(0, 64)).toEqual(
        range(64).map(() => ['', '']),
      );
    });
  });

  describe('a deletion', () => {
    it('takes the text out of the message and out of all its revisions, and the reactions and the reply with it', async () => {
      const { groupUuid, andrew, bayko, itemsNow } = await aConversation();
      const reply = { sender: andrew, text: 'my secret', replyTo: 1 };
      const { number } = await messages.writing.send(groupUuid, reply);
      const { changing } = messages;
      await changing.edit(groupUuid, number, { userUuid: andrew.uuid, text: 'no secret' });
      await changing.addReaction(groupUuid, number, '👍', bayko.uuid);
      await changing.edit(groupUuid, 1, { userUuid: andrew.uuid, text: 'of another message' });
      await changing.edit(groupUuid, number, { userUuid: andrew.uuid, text: 'a secret again' });
      later(1_000);
      const { message, ownEmojis } = await changing.delete(groupUuid, number, { userUuid: andrew.uuid });
      expect(message).toEqual(
        expect.objectContaining({ number, text: '', revision: 5, deletedAt: at(), sender: andrew }),
      );
      expect([message.reactions, message.replyTo, ownEmojis]).toEqual([undefined, undefined, []]);
      const { entries, revisions } = await itemsNow();
      expect(entries[1]).toMatchObject({ message: '', deleted_at: at(), revision: 5, edit_revisions: [1, 4] });
      expect(Object.keys(entries[1]!)).not.toEqual(expect.arrayContaining(['reactions']));
      expect(Object.keys(entries[1]!)).not.toEqual(expect.arrayContaining(['reply_to']));
      expect(JSON.stringify([entries, revisions])).not.toContain('secret');
      expect(revisions.map(({ kind, message, message_before }) => [kind, message, message_before])).toEqual([
        ['edited', '', ''],
        ['reacted', undefined, undefined],
        ['edited', 'of another message', 'hello'],
        ['edited', '', ''],
        ['deleted', undefined, undefined],
      ]);
    });

    it('of what is deleted changes nothing', async () => {
      const { remove, itemsNow } = await aConversation();
      const first = await remove([0]);
      expect(await remove([0])).toEqual(first);
      const off = { MESSAGE_CHANGES: 'off', MESSAGE_DELETE_WITHIN: 'off' } as const;
      const elsewhere = await dynamo.process(undefined, undefined, undefined, off);
      expect(await remove([0], undefined, elsewhere)).toEqual(first);
      expect((await itemsNow()).revisions).toHaveLength(1);
    });

    it('is final', async () => {
      const { edit, remove, react, unreact } = await aConversation();
      await react('👍');
      await remove();
      for (const change of [() => edit('again'), () => react('👍'), () => unreact('👍')]) {
        await expect(change()).rejects.toMatchObject(refused('message_deleted'));
      }
    });

    it('is refused to others, and to who knows an older revision', async () => {
      const { edit, remove, bayko } = await aConversation();
      await edit('hi');
      await expect(remove(undefined, bayko)).rejects.toMatchObject(refused('message_not_own'));
      await expect(remove([0])).rejects.toMatchObject(refused('message_changed_meanwhile'));
    });

    it('is possible for as long as configured', async () => {
      const { remove } = await aConversation();
      const strict = await dynamo.process(undefined, undefined, undefined, { MESSAGE_DELETE_WITHIN: MINUTE_MS });
      strict.clock.time = new Date(messages.clock.time.getTime() + MINUTE_MS + 1);
      await expect(remove(undefined, undefined, strict)).rejects.toMatchObject(refused('message_delete_too_late'));
      later(400 * 24 * 60 * MINUTE_MS);
      expect((await remove()).message.text).toBe('');
    });
  });

  it('is refused where it is switched off, unless it would change nothing', async () => {
    const { edit, remove, react, unreact, itemsNow } = await aConversation();
    const reacted = await react('👍');
    const off = await dynamo.process(undefined, undefined, undefined, { MESSAGE_CHANGES: 'off' });
    for (const change of [
      () => edit('hi', [9], undefined, off),
      () => remove([9], undefined, off),
      () => react('🎉', undefined, off),
      () => unreact('👍', undefined, off),
    ]) {
      await expect(change()).rejects.toMatchObject(refused('message_changes_off'));
    }
    expect(await react('👍', undefined, off)).toEqual(reacted);
    expect(await unreact('🎉', undefined, off)).toEqual(reacted);
    expect((await edit('hello', [9], undefined, off)).message).toEqual(reacted.message);
    const parts = { MESSAGE_EDIT_WITHIN: 'off', MESSAGE_DELETE_WITHIN: 'off' } as const;
    const neither = await dynamo.process(undefined, undefined, undefined, parts);
    await expect(edit('hi', [9], undefined, neither)).rejects.toMatchObject(refused('message_edits_off'));
    await expect(remove([9], undefined, neither)).rejects.toMatchObject(refused('message_deletes_off'));
    expect((await react('🎉', undefined, neither)).ownEmojis).toEqual(['👍', '🎉']);
    expect((await itemsNow()).revisions).toHaveLength(2);
  });

  describe('a reaction', () => {
    it('is counted, and kept under who has reacted', async () => {
      const { groupUuid, andrew, bayko, react, unreact, itemsNow } = await aConversation();
      expect(await react('👍')).toMatchObject({ message: { reactions: { '👍': 1 }, revision: 1 }, ownEmojis: ['👍'] });
      expect(await react('👍', andrew)).toMatchObject({ message: { reactions: { '👍': 2 } }, ownEmojis: ['👍'] });
      const { message, ownEmojis } = await react('🎉');
      expect([message.reactions, ownEmojis]).toEqual([{ '👍': 2, '🎉': 1 }, ['👍', '🎉']]);
      await unreact('👍');
      const { entries, revisions, emojis } = await itemsNow();
      expect(entries[0]).toMatchObject({ reactions: { '👍': 1, '🎉': 1 }, revision: 4 });
      expect(Object.fromEntries(emojis)).toEqual({ [andrew.uuid]: ['👍'], [bayko.uuid]: ['🎉'] });
      expect(revisions.at(-1)).toEqual(
        expect.objectContaining({
          kind: 'reacted',
          message_group_uuid: groupUuid,
          user_uuid: bayko.uuid,
          sender_uuid: andrew.uuid,
          reactions: { '👍': 1, '🎉': 1 },
          changes: [{ user_uuid: bayko.uuid, emoji: '👍', added: false }],
        }),
      );
    });

    it('that is taken away by the last goes out of the message', async () => {
      const { react, unreact, itemsNow } = await aConversation();
      await react('👍');
      expect(await unreact('👍')).toMatchObject({ ownEmojis: [] });
      expect(Object.keys((await itemsNow()).entries[0]!)).not.toContain('reactions');
      expect((await react('👍')).message).toMatchObject({ revision: 3, reactions: { '👍': 1 } });
    });

    it('that is there, or is not there to be taken away, changes nothing', async () => {
      const { react, unreact, itemsNow } = await aConversation();
      const first = await react('❤️');
      expect(await react('❤️')).toEqual(first);
      expect(await react('❤')).toEqual(first);
      expect(await unreact('👍')).toEqual(first);
      expect((await itemsNow()).revisions).toHaveLength(1);
    });

    it('is with one emoji', async () => {
      const { react, unreact, itemsNow } = await aConversation();
      for (const text of ['', 'x', '1', '👍👍']) {
        await expect(react(text)).rejects.toMatchObject(refused('emoji_malformed'));
        await expect(unreact(text)).rejects.toMatchObject(refused('emoji_malformed'));
      }
      expect((await itemsNow()).revisions).toEqual([]);
    });

    it('is of 20 kinds at most, of which each may be taken by more people', async () => {
      const { andrew, react, unreact, itemsNow } = await aConversation();
      for (const emoji of EMOJIS.slice(0, 20)) await react(emoji);
      const before = await itemsNow();
      await expect(react(EMOJIS[20]!)).rejects.toMatchObject(refused('reactions_exceed_20'));
      await expect(react(EMOJIS[20]!, andrew)).rejects.toMatchObject(refused('reactions_exceed_20'));
      expect(await itemsNow()).toEqual(before);
      await react(EMOJIS[0]!, andrew);
      await unreact(EMOJIS[1]!);
      await react(EMOJIS[20]!, andrew);
      const { entries, emojis } = await itemsNow();
      expect(entries[0]!.reactions).toEqual(counted(emojis.values()));
      expect(Object.keys(entries[0]!.reactions!)).toHaveLength(20);
    });

    it('is told to whoever edits the message', async () => {
      const { andrew, edit, react } = await aConversation();
      await react('👍', andrew);
      await react('🎉');
      expect(await edit('hi')).toMatchObject({ message: { reactions: { '👍': 1, '🎉': 1 } }, ownEmojis: ['👍'] });
    });

    it('that waits joins others, and each caller hears what has become of their own', async () => {
      const { andrew, bayko, edit, react, unreact, itemsNow } = await aConversation();
      for (const emoji of EMOJIS.slice(0, 19)) await react(emoji);
      const first = edit('hi');
      const joined = await Promise.allSettled([
        react('👍', andrew),
        react(EMOJIS[19]!),
        react(EMOJIS[20]!, andrew),
        unreact(EMOJIS[19]!),
        react(EMOJIS[20]!, andrew),
        react('👍', andrew),
      ]);
      expect((await first).message.revision).toBe(20);
      const answer = (ownEmojis: string[]) => ({
        status: 'fulfilled',
        value: { message: expect.objectContaining({ revision: 21 }) as unknown, ownEmojis },
      });
      const [andrews, baykos] = [answer(['👍', EMOJIS[20]!]), answer(EMOJIS.slice(0, 19))];
      const refusal = {
        status: 'rejected',
        reason: expect.objectContaining({ code: 'reactions_exceed_20' }) as unknown,
      };
      expect(joined).toEqual([andrews, baykos, refusal, baykos, andrews, andrews]);
      const { entries, revisions, emojis } = await itemsNow();
      expect(revisions.at(-1)).toMatchObject({
        user_uuid: andrew.uuid,
        changes: [
          { user_uuid: andrew.uuid, emoji: '👍', added: true },
          { user_uuid: andrew.uuid, emoji: EMOJIS[20], added: true },
        ],
      });
      expect(emojis.get(bayko.uuid)).not.toContain(EMOJIS[19]);
      expect(entries[0]!.reactions).toEqual(counted(emojis.values()));
    });

    it('and its undoing that are joined take no revision', async () => {
      const { edit, react, unreact, itemsNow } = await aConversation();
      const first = edit('hi');
      const joined = await Promise.all([react('👍'), unreact('👍')]);
      await first;
      expect(joined.map(({ message, ownEmojis }) => [message.revision, ownEmojis])).toEqual([
        [1, []],
        [1, []],
      ]);
      expect((await itemsNow()).revisions).toHaveLength(1);
    });
  });

  /** 200 people in one conversation, as no caller can make it yet. */
  async function aCrowd(): Promise<{ groupUuid: string; people: Person[] }> {
    const people = range(200).map((i) => aPerson(`p${i}`));
    const groupUuid = aPerson('group').uuid;
    const [sender] = people;
    const created_at = messages.clock.time.toISOString();
    const conversation: ConversationItem = {
      ...conversationKey(groupUuid),
      message_group_uuid: groupUuid,
      members: people.map(({ uuid, handle, displayName }) => ({ uuid, handle, display_name: displayName })),
      created_at,
    };
    const entry: MessageItem = {
      ...messageKey(groupUuid, 1),
      message_group_uuid: groupUuid,
      number: 1,
      message_uuid: aPerson('message').uuid,
      message: 'hello',
      user_uuid: sender!.uuid,
      user_handle: sender!.handle,
      user_display_name: sender!.displayName,
      created_at,
      member_uuids: people.map(({ uuid }) => uuid),
    };
    for (const Item of [conversation, entry]) {
      await dynamo.documents.send(new PutCommand({ TableName: dynamo.table.name, Item }));
    }
    return { groupUuid, people };
  }

  describe('at once', () => {
    it('a thousand reactions of 200 people by two processes are all counted, and so is what is taken away', async () => {
      const { groupUuid, people } = await aCrowd();
      const processes = [await dynamo.process(), await dynamo.process()];
      const wanted = new Map(people.map(({ uuid }) => [uuid, new Set<string>()]));
      const changes = range(1_000).map((i) => {
        const { uuid } = people[i % 200]!;
        const emoji = EMOJIS[(i + Math.floor(i / 200)) % 20]!;
        wanted.get(uuid)!.add(emoji);
        const { changing } = processes[Math.floor(i / 3) % 2]!;
        return patiently(() => changing.addReaction(groupUuid, 1, emoji, uuid));
      });
      const answers = await Promise.all(changes);
      await Promise.all(
        people.map(({ uuid }, i) => {
          const [emoji] = wanted.get(uuid)!;
          wanted.get(uuid)!.delete(emoji!);
          return patiently(() => processes[i % 2]!.changing.removeReaction(groupUuid, 1, emoji!, uuid));
        }),
      );
      const { entries, revisions, emojis } = await conversationItems(dynamo.documents, dynamo.table.name, groupUuid);
      for (const [uuid, own] of wanted) expect(new Set(emojis.get(uuid))).toEqual(own);
      expect(entries[0]!.reactions).toEqual(counted(emojis.values()));
      expect(revisions.map(({ revision }) => revision)).toEqual(range(revisions.length).map((i) => i + 1));
      expect(revisions.flatMap(({ changes = [] }) => changes)).toHaveLength(1_200);
      expect(revisions.at(-1)!.reactions).toEqual(entries[0]!.reactions);
      expect(revisions.length).toBeLessThan(600);
      for (const [i, { ownEmojis }] of answers.entries()) {
        expect(ownEmojis).toContain(EMOJIS[(i + Math.floor(i / 200)) % 20]);
      }
    }, 180_000);

    it('two edits in two processes have one order, and no revision is missing', async () => {
      const { edit, itemsNow } = await aConversation();
      const processes = [await dynamo.process(), await dynamo.process()];
      const texts = range(40).map((i) => `text ${i}`);
      const answers = await Promise.all(
        texts.map((text, i) => patiently(() => edit(text, undefined, undefined, processes[i % 2]))),
      );
      const { entries, revisions } = await itemsNow();
      expect(revisions.map(({ revision }) => revision)).toEqual(range(40).map((i) => i + 1));
      expect(revisions.map(({ message_before }) => message_before)).toEqual([
        'hello',
        ...revisions.slice(0, -1).map(({ message }) => message),
      ]);
      expect(entries[0]).toMatchObject({
        message: revisions.at(-1)!.message,
        revision: 40,
        edit_revisions: range(40).map((i) => i + 1),
      });
      for (const { message } of answers) expect(revisions[message.revision! - 1]!.message).toBe(message.text);
    });

    it('of two who know the same revision one is refused', async () => {
      const { edit, remove, itemsNow } = await aConversation();
      const [one, other] = [await dynamo.process(), await dynamo.process()];
      const outcomes = await Promise.allSettled([edit('one', [0], undefined, one), remove([0], undefined, other)]);
      const [refusal] = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
      expect(refusal).toMatchObject({
        code: expect.stringMatching(/^message_(changed_meanwhile|deleted)$/) as unknown,
      });
      expect((await itemsNow()).revisions).toHaveLength(1);
    });
  });

  it('holds up no send', async () => {
    const { groupUuid, andrew, edit } = await aConversation();
    const sends = range(20).map((i) => messages.writing.send(groupUuid, { sender: andrew, text: `m${i}` }));
    const edits = range(20).map((i) => edit(`text ${i}`));
    expect((await Promise.all(sends)).map(({ number }) => number)).toEqual(range(20).map((i) => i + 2));
    const revisions = (await Promise.all(edits)).map(({ message }) => message.revision!);
    expect(revisions.sort((one, other) => one - other)).toEqual(range(20).map((i) => i + 1));
  });

  it('leaves a repeated send its message, as that is now', async () => {
    const { groupUuid, andrew } = await aConversation();
    const request = { sender: andrew, text: 'once', sendKey: 'key' };
    const { number } = await messages.writing.send(groupUuid, request);
    const { message } = await messages.changing.edit(groupUuid, number, { userUuid: andrew.uuid, text: 'twice' });
    expect(await (await dynamo.process()).writing.send(groupUuid, request)).toEqual(message);
  });

  it('tells members which message does not exist, and strangers nothing', async () => {
    const { groupUuid, andrew, bayko, edit } = await aConversation();
    const stranger = dynamo.person('stranger');
    const unknown = '00000000-0000-4000-8000-000000000000';
    const all = (
      { changing }: Messages,
      group: string,
      number: number,
      userUuid: string,
    ): (() => Promise<ChangedMessage>)[] => [
      () => changing.edit(group, number, { userUuid, text: 'x' }),
      () => changing.delete(group, number, { userUuid }),
      () => changing.addReaction(group, number, '👍', userUuid),
      () => changing.removeReaction(group, number, '👍', userUuid),
    ];
    for (const userUuid of [andrew.uuid, bayko.uuid]) {
      for (const number of [2, 999_999_999_999, 10 ** 15]) {
        for (const change of all(messages, groupUuid, number, userUuid)) {
          await expect(change()).rejects.toMatchObject(refused('message_not_found'));
        }
      }
    }
    for (const revisions of [0, 1]) {
      if (revisions > 0) await edit('hi');
      for (const process of [messages, await dynamo.process()]) {
        for (const group of [groupUuid, unknown]) {
          for (const change of all(process, group, 1, stranger.uuid)) {
            await expect(change()).rejects.toMatchObject(refused('message_group_not_found'));
          }
        }
      }
    }
  });
});
