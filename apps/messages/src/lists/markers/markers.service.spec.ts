import { type ConversationHead, isMember, type Standing } from '../../conversations/standing/conversation';
import { ConversationHeads } from '../../conversations/messages/conversation-heads';
import type { MessagesStore } from '../../conversations/messages/messages.store';
import type { Markers } from './markers';
import { MarkersService } from './markers.service';
import type { MarkersStore } from './markers.store';
import { KnownConversations } from '../known/known-conversations';
import type { ReaderSpans } from '../../reading/reader-spans';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const READER = { uuid: '5fddd192-2435-4d2b-ae21-4e1a6f861d33', handle: 'andrew', displayName: 'Andrew' };
const HEAD: ConversationHead = {
  conversation: { groupUuid: GROUP, memberUuids: [READER.uuid] },
  lastNumber: 3,
  lastCreatedAt: '2026-01-01T00:00:00.000Z',
};
const STRANGER = 'c0a8012e-0000-4000-8000-000000000001';
const NOT_FOUND = { code: 'message_group_not_found' };

describe('a read marker', () => {
  const stored = {
    read: jest.fn<Promise<Markers | undefined>, []>(),
    replace: jest.fn<Promise<boolean>, [Markers, Markers]>(),
  };
  const moved: number[] = [];
  const heads = jest.fn<Promise<ConversationHead | undefined>, []>();
  /** Rows that have no marker yet. */
  const rows: Partial<MarkersStore> = {
    moveRead: (_user, _group, number) => {
      moved.push(number);
      return Promise.resolve(number);
    },
    read: () => stored.read(),
    replace: (_user, _group, before, after) => stored.replace(before, after),
  };
  beforeEach(() => {
    moved.splice(0);
    heads.mockReset();
  });

  const serviceOn = (
    head: ConversationHead | undefined,
    known = new ConversationHeads(),
    standing: Standing = 'stranger',
  ): MarkersService => {
    heads.mockResolvedValue(head);
    const store: Pick<MessagesStore, 'headFor'> = {
      headFor: async (_group, user) => {
        const found = await heads();
        return { head: found, standing: found && isMember(found.conversation, user) ? 'member' : standing };
      },
    };
    const spans: Pick<ReaderSpans, 'of'> = {
      of: () => Promise.resolve([{ fromNumber: 1, fromRevision: 1, untilNumber: 2, untilRevision: 5 }]),
    };
    return new MarkersService(
      rows as MarkersStore,
      new KnownConversations(store as MessagesStore, known, spans as ReaderSpans),
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

  it('is moved by who has left up to what they may see', async () => {
    const left = serviceOn({ ...HEAD, lastNumber: 9 }, new ConversationHeads(), 'left');
    expect(await left.markRead(GROUP, { readerUuid: STRANGER, number: 7 })).toEqual({ lastReadNumber: 2 });
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

  describe('that is forced', () => {
    const force = (service: MarkersService, number: number, readerUuid = READER.uuid) =>
      service.markRead(GROUP, { readerUuid, number, force: true });

    beforeEach(() => {
      stored.read.mockReset().mockResolvedValue({ lastRead: 3 });
      stored.replace.mockReset().mockResolvedValue(true);
    });

    it('goes back, onto what was read of the row', async () => {
      expect(await force(serviceOn(HEAD), 1)).toEqual({ lastReadNumber: 1 });
      expect(stored.replace).toHaveBeenCalledWith({ lastRead: 3 }, { lastRead: 1, seen: 3, forced: 3, uncounted: 3 });
    });

    it('learns the newest number behind the row, and from the table whatever the process knows', async () => {
      const newer = { ...HEAD, lastNumber: 5 };
      await force(serviceOn(newer, knowing(HEAD)), 1);
      expect(stored.replace).toHaveBeenCalledWith(
        { lastRead: 3 },
        expect.objectContaining({ forced: 5, uncounted: 5 }),
      );
      expect(stored.read.mock.invocationCallOrder[0]).toBeLessThan(heads.mock.invocationCallOrder[0]!);
    });

    it('reads row and newest number again where another device or the projector was faster', async () => {
      stored.replace.mockResolvedValueOnce(false);
      stored.read.mockResolvedValueOnce({ lastRead: 3 }).mockResolvedValueOnce({ lastRead: 2, seen: 3 });
      await force(serviceOn(HEAD), 1);
      expect(heads).toHaveBeenCalledTimes(2);
      expect(stored.replace).toHaveBeenLastCalledWith(
        { lastRead: 2, seen: 3 },
        { lastRead: 1, seen: 3, forced: 3, uncounted: 3 },
      );
    });

    it('is moved by no stranger, who costs one read of a row that is not there', async () => {
      stored.read.mockResolvedValue(undefined);
      await expect(force(serviceOn(HEAD), 1, STRANGER)).rejects.toMatchObject(NOT_FOUND);
      expect([heads.mock.calls, stored.replace.mock.calls]).toEqual([[], []]);
    });
  });
});
