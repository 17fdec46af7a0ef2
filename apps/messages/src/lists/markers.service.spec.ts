import { type ConversationHead } from '../conversations/conversation';
import { ConversationHeads } from '../conversations/conversation-heads';
import type { MessagesStore } from '../conversations/messages.store';
import { MarkersService } from './markers.service';
import type { MarkersStore } from './markers.store';
import { NewestNumbers } from './newest-numbers';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const READER = { uuid: '5fddd192-2435-4d2b-ae21-4e1a6f861d33', handle: 'andrew', displayName: 'Andrew' };
const HEAD: ConversationHead = {
  conversation: { groupUuid: GROUP, members: [READER] },
  lastNumber: 3,
  lastCreatedAt: '2026-01-01T00:00:00.000Z',
};
const STRANGER = 'c0a8012e-0000-4000-8000-000000000001';
const NOT_FOUND = { code: 'message_group_not_found' };

describe('a read marker', () => {
  const moved: number[] = [];
  const heads = jest.fn<Promise<ConversationHead | undefined>, []>();
  /** Rows that have no marker yet. */
  const rows: Partial<MarkersStore> = {
    moveRead: (_user, _group, number) => {
      moved.push(number);
      return Promise.resolve(number);
    },
  };
  beforeEach(() => {
    moved.splice(0);
    heads.mockReset();
  });

  const serviceOn = (head: ConversationHead | undefined, known = new ConversationHeads()): MarkersService => {
    heads.mockResolvedValue(head);
    return new MarkersService(
      rows as MarkersStore,
      new NewestNumbers({ head: heads } as unknown as MessagesStore, known),
    );
  };

  const knowing = (head: ConversationHead): ConversationHeads => {
    const known = new ConversationHeads();
    known.remember(head);
    return known;
  };

  it.each([
    [2, 2],
    [3, 3],
    [9, 3],
  ])('is moved to %d of 3 messages: to %d', async (number, lastReadNumber) => {
    const answer = await serviceOn(HEAD).markRead(GROUP, { readerUuid: READER.uuid, number });
    expect([answer, moved]).toEqual([{ lastReadNumber }, [lastReadNumber]]);
  });

  it('takes no query where the process knows that the number is there', async () => {
    await serviceOn(HEAD, knowing(HEAD)).markRead(GROUP, { readerUuid: READER.uuid, number: 3 });
    expect(heads).not.toHaveBeenCalled();
  });

  it('is moved by no stranger', async () => {
    const answer = serviceOn(HEAD).markRead(GROUP, { readerUuid: STRANGER, number: 1 });
    await expect(answer).rejects.toMatchObject(NOT_FOUND);
    expect(moved).toEqual([]);
  });

  it.each([
    ['of others', () => serviceOn(HEAD, knowing(HEAD))],
    ['that does not exist', () => serviceOn(undefined)],
  ])('costs a stranger one query of a conversation %s', async (_which, service) => {
    const answer = service().markRead(GROUP, { readerUuid: STRANGER, number: 1 });
    await expect(answer).rejects.toMatchObject(NOT_FOUND);
    expect(heads).toHaveBeenCalledTimes(1);
  });
});
