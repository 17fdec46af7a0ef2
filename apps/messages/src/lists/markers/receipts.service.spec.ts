import { randomUUID } from 'node:crypto';
import type { Person } from '@app/common/contracts';
import { type LeanDynamoDbClient, toAttributes } from '@app/common/dynamodb/lean';
import { aMessageItem, aPerson } from '../../../../../test/support/builders';
import { range } from '../../../../../test/support/range';
import { standingsOn } from '../../../test/standings-on';
import { ConversationHeads } from '../../conversations/messages/conversation-heads';
import { toPairItem } from '../../conversations/messages/message-items';
import { SeveralItems } from '../../conversations/requests/several-items';
import { ReaderSpans } from '../../reading/reader-spans';
import { MessagesStore } from '../../conversations/messages/messages.store';
import { KnownConversations } from '../known/known-conversations';
import { ReceiptsService } from './receipts.service';
import type { Progress, ReceiptsStore } from './receipts.store';

const GROUP = randomUUID();
const NOW = '2026-01-01T00:00:00.000Z';

const progress = (userUuid: string, changes: Partial<Progress> = {}): Progress => ({
  ...{ userUuid, lastReadNumber: 3, lastReceivedNumber: 5, isShown: true },
  ...changes,
});

describe('receipts', () => {
  const read = jest.fn<Promise<Progress[]>, [string[]]>();
  const people = range(33).map((i) => aPerson(`member ${i}`));
  const [andrew, bayko, londo] = people as [Person, Person, Person];

  /** On the items of a conversation of these members. */
  const serviceOf = (members: Person[]): ReceiptsService => {
    const Items = [toPairItem(GROUP, members, NOW), aMessageItem(GROUP, 1)].map(toAttributes);
    const dynamoDb = {
      query: () => Promise.resolve({ Items }),
      getItem: () => Promise.resolve({}),
    } as unknown as LeanDynamoDbClient;
    const store = new MessagesStore(dynamoDb, { TABLE_NAME: 'table' }, standingsOn(dynamoDb));
    return new ReceiptsService(
      { progressOf: read } as unknown as ReceiptsStore,
      new KnownConversations(
        store,
        new ConversationHeads(),
        new ReaderSpans(new SeveralItems(dynamoDb, { TABLE_NAME: 'table' })),
      ),
    );
  };

  beforeEach(() => {
    read.mockReset();
    read.mockImplementation((uuids) => Promise.resolve(uuids.map((uuid) => progress(uuid))));
  });

  it('are of the others', async () => {
    expect(await serviceOf([andrew, bayko, londo]).of(GROUP, andrew.uuid)).toEqual(
      [bayko, londo].map(({ uuid }) => ({ uuid, last_read_number: 3, last_received_number: 5 })),
    );
  });

  it('leave out who does not want to be seen', async () => {
    read.mockResolvedValue([progress(andrew.uuid), progress(bayko.uuid, { isShown: false }), progress(londo.uuid)]);
    const receipts = await serviceOf([andrew, bayko, londo]).of(GROUP, andrew.uuid);
    expect(receipts.map(({ uuid }) => uuid)).toEqual([londo.uuid]);
  });

  it('show nobody to who does not want to be seen', async () => {
    read.mockResolvedValue([progress(andrew.uuid, { isShown: false }), progress(bayko.uuid)]);
    expect(await serviceOf([andrew, bayko]).of(GROUP, andrew.uuid)).toEqual([]);
  });

  it('are there for 32 members', async () => {
    expect(await serviceOf(people.slice(0, 32)).of(GROUP, andrew.uuid)).toHaveLength(31);
  });

  it('are refused for 33 members, before a row is read', async () => {
    const receipts = serviceOf(people).of(GROUP, andrew.uuid);
    await expect(receipts).rejects.toMatchObject({ code: 'receipts_exceed_32_members' });
    expect(read).not.toHaveBeenCalled();
  });

  it('tell a stranger nothing, not even how many members there are', async () => {
    const receipts = serviceOf(people).of(GROUP, randomUUID());
    await expect(receipts).rejects.toMatchObject({ code: 'message_group_not_found' });
    expect(read).not.toHaveBeenCalled();
  });
});
