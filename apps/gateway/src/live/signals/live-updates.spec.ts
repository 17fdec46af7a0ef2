import type { LiveRow } from '@app/common/contracts';
import type { LiveRecord } from '../changes/live-record';
import type { KafkaFeed } from '../feed/kafka-feed';
import type { TableConversations } from '../table/table-conversations';
import type { LiveSignals } from './live-signals';
import { LiveUpdates } from './live-updates';

const ROW = { groupUuid: 'g', lastNumber: 1, revision: 0, lastReadNumber: 0, lastReceivedNumber: 0 };

describe('typing', () => {
  /** Of bayko into a conversation with andrew. */
  const typingIn = (row: () => LiveRow | undefined) => {
    const told: LiveRecord[] = [];
    const read = jest.fn(() => Promise.resolve(row()));
    const conversations = { members: () => Promise.resolve(['andrew', 'bayko']), row: read };
    const updates = new LiveUpdates(
      {} as KafkaFeed,
      { tell: (record: LiveRecord) => told.push(record) } as unknown as LiveSignals,
      conversations as unknown as TableConversations,
    );
    return { told, read, type: () => updates.type('bayko', 'g') };
  };
  beforeEach(() => jest.useFakeTimers().advanceTimersByTime(1));
  afterEach(() => jest.useRealTimers());

  it('is told to the others, again after 3 s, and a conversation that has begun is asked for once', async () => {
    const { told, read, type } = typingIn(() => ({ ...ROW, isHidden: false }));
    for (const _ of 'twice') await type();
    expect(told.map(({ userUuids }) => userUuids)).toEqual([['andrew']]);
    jest.advanceTimersByTime(3_001);
    await type();
    expect([told.length, read.mock.calls.length]).toEqual([2, 1]);
  });

  it('is told to nobody in a request that waits for who types, until it is accepted', async () => {
    let isHidden = true;
    const { told, type } = typingIn(() => ({ ...ROW, isHidden }));
    await type();
    expect(told).toEqual([]);
    isHidden = false;
    jest.advanceTimersByTime(3_001);
    await type();
    expect(told).toHaveLength(1);
  });

  it('is told in a group whose row is not there yet', async () => {
    const { told, type } = typingIn(() => undefined);
    await type();
    expect(told).toHaveLength(1);
  });
});
