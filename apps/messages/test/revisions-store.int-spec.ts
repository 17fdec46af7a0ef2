import type { Person } from '@app/common/contracts';
import { nextRevision } from '../src/changing/next-revision';
import type { Change, NextRevision } from '../src/conversations/revisions/revision';
import { RevisionsStore } from '../src/conversations/revisions/revisions.store';
import { SeveralItems } from '../src/conversations/requests/several-items';
import { conversationItems } from './conversation-items';
import { MessagesOnDynamoDb, type Messages } from './messages-on-dynamodb';

/** A process may learn of a later revision between its reading and its writing: then the revision alone refuses nothing. */
describe('a free revision', () => {
  let dynamo: MessagesOnDynamoDb;
  let messages: Messages;
  let store: RevisionsStore;
  let andrew: Person;
  let bayko: Person;
  let groupUuid: string;

  beforeAll(async () => {
    dynamo = await MessagesOnDynamoDb.create();
    messages = await dynamo.process();
    const config = { TABLE_NAME: dynamo.table.name };
    store = new RevisionsStore(dynamo.dynamoDb, new SeveralItems(dynamo.dynamoDb, config), config);
  });
  afterAll(() => dynamo.close());
  beforeEach(async () => {
    andrew = dynamo.person(`a${dynamo.people.length}`);
    bayko = dynamo.person(`b${dynamo.people.length}`);
    ({ groupUuid } = await messages.writing.start({ sender: andrew, recipientHandle: bayko.handle, text: 'one' }));
  });

  const edit = (text: string) => messages.changing.edit(groupUuid, 1, { userUuid: andrew.uuid, text });
  const react = (emoji: string) => messages.changing.addReaction(groupUuid, 1, emoji, bayko.uuid);
  const entry = async () => (await store.entry(groupUuid, 1))!;
  const reactor = async () => (await store.reactors(groupUuid, 1, [bayko.uuid]))[0]!;
  const items = () => conversationItems(dynamo.documents, dynamo.table.name, groupUuid);

  /** Behind the newest revision that there is. */
  async function next(making: { change: Change; before: NextRevision['before']; reactors?: NextRevision['reactors'] }) {
    const { revision } = (await store.head(groupUuid))!;
    const head = { groupUuid, revision, memberUuids: [andrew.uuid, bayko.uuid] };
    return nextRevision({ ...making, head, userUuid: bayko.uuid, now: new Date('2026-01-02T00:00:00.000Z') });
  }

  const anEdit: Change = { kind: 'edited', text: 'mine', textBefore: 'one' };
  const aReaction: Change = {
    kind: 'reacted',
    reactions: { '🎉': 1 },
    changes: [{ userUuid: 'b', emoji: '🎉', added: true }],
  };

  it.each([0, 1])('is not taken for a message as it was %i changes ago, before another one', async (before) => {
    if (before > 0) await edit('two');
    const stale = await entry();
    await edit('three');
    const all = await items();
    expect(await store.takeRevision(await next({ change: anEdit, before: stale }))).toBe('entry_changed');
    expect(await items()).toEqual(all);
  });

  it.each([0, 1])('is not taken for reactions as they were %i reactions ago, before another one', async (before) => {
    if (before > 0) await react('🦊');
    const stale = await reactor();
    await react('👍');
    const all = await items();
    const reactors = [{ before: stale, emojis: [...stale.emojis, '🎉'] }];
    const revision = await next({ change: aReaction, before: await entry(), reactors });
    expect(await store.takeRevision(revision)).toBe('entry_changed');
    expect(await items()).toEqual(all);
  });

  it('is taken for what is as it was read, and once', async () => {
    await react('🦊');
    const seen = await reactor();
    const reactors = [{ before: seen, emojis: [...seen.emojis, '🎉'] }];
    const revision = await next({ change: aReaction, before: await entry(), reactors });
    expect(await store.takeRevision(revision)).toBe('taken');
    expect(await reactor()).toEqual({ userUuid: bayko.uuid, emojis: ['🦊', '🎉'], revision: 2 });
    expect(await store.takeRevision(revision)).toBe('revision_taken');
  });
});
