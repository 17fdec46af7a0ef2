import { encodeCloudEvent, MESSAGE_SENT } from '@app/common/events';
import type { EachBatchPayload } from '@app/common/kafka';
import type { LiveChange, MessageEvent } from '../changes/live-change';
import { FeedBatches } from './feed-batches';
import type { FeedPlaces } from './feed-places';
import { LiveHub } from './live-hub';
import type { MessagesTopic } from './messages-topic';
import type { ReadersOfChanges } from './readers-of-changes';

const TOPIC = 'messages';
const GROUP = '8b2a1f0e-6c53-4d1e-9a47-3f0c8d7e1b25';
const BAYKO = '7e15b9d4-c380-4f6a-a1d2-96c40e8f53b7';

/** The message with the number of its offset. */
const recordAt = (offset: number) => {
  const data = {
    ...{ message_group_uuid: GROUP, number: offset, message_uuid: GROUP, message: 'Good morning!' },
    ...{ user_uuid: BAYKO, user_handle: 'bayko', user_display_name: 'Andrew Bayko' },
    ...{ created_at: '2026-01-01T00:00:00.000Z', member_uuids: [BAYKO] },
  };
  const about = { source: '/test', type: MESSAGE_SENT, time: data.created_at, subject: GROUP };
  return { ...encodeCloudEvent({ id: GROUP, ...about, data }), offset: String(offset), timestamp: '1', attributes: 0 };
};

describe('the batches of a feed that has read up to record 3', () => {
  const feed = () => {
    const hub = new LiveHub({ slackMs: 0, recent: { bytes: 0, ms: 0 } });
    hub.begin(new Map([[0, 3]]));
    const told: (number | undefined)[] = [];
    const change = ({ place }: LiveChange): void => void told.push(place.number);
    hub.subscribe(BAYKO, { change, signal: () => undefined, moved: () => undefined, lost: () => undefined });
    const end = new AbortController();
    const sought: number[] = [];
    const changeOf = jest.fn((event: MessageEvent, appendedAt: number) =>
      Promise.resolve({ event, groupUuid: GROUP, place: { number: event.data.number }, appendedAt, readers: [BAYKO] }),
    );
    const batches = new FeedBatches(
      hub,
      { name: TOPIC } as MessagesTopic,
      { goOn: (partitions: number[]) => sought.push(...partitions) } as unknown as FeedPlaces,
      { changeOf } as unknown as ReadersOfChanges,
      end.signal,
    );
    const resolveOffset = jest.fn();
    const take = (...offsets: number[]): Promise<void> => {
      const messages = offsets.map(recordAt);
      const batch = { topic: TOPIC, partition: 0, messages, lastOffset: () => String(offsets.at(-1)) };
      return batches.take({ batch, resolveOffset, heartbeat: () => Promise.resolve() } as unknown as EachBatchPayload);
    };
    return { hub, told, end, sought, changeOf, resolveOffset, take };
  };

  it('are told in order, without what was read before', async () => {
    const { hub, told, resolveOffset, take } = feed();
    await take(1, 2, 3, 4);
    await take(4, 5);
    expect(told).toEqual([3, 4, 5]);
    expect(hub.positions.get(0)).toBe(6);
    expect(resolveOffset.mock.calls).toEqual([['4'], ['5']]);
  });

  it('are read again from where they were where one begins behind that', async () => {
    const { told, sought, resolveOffset, take } = feed();
    await take(5, 6);
    expect([told, sought, resolveOffset.mock.calls]).toEqual([[], [0], []]);
  });

  it('end with the record under way where the gateway stops', async () => {
    const { hub, end, resolveOffset, take } = feed();
    end.abort();
    await take(3, 4);
    expect([hub.positions.get(0), resolveOffset.mock.calls]).toEqual([4, []]);
  });

  it('fail where the readers of a change cannot be told, unless the gateway stops', async () => {
    const { hub, end, changeOf, take } = feed();
    changeOf.mockImplementation(() => Promise.reject(new Error('away')));
    await expect(take(3)).rejects.toThrow('away');
    end.abort();
    await take(3);
    expect(hub.positions.get(0)).toBe(3);
  });
});
