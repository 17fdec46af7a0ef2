import { LiveHub } from '../feed/live-hub';
import type { LiveConversations } from '../table/live-conversations';
import { LiveSession } from './live-session';

const NOTHING = Promise.resolve(undefined);

const sessionOn = (
  rows: LiveConversations['rows'],
  feed = new LiveHub({ slackMs: 0, recent: { bytes: 0, ms: 0 } }),
): LiveSession => {
  const conversations: LiveConversations = {
    rows,
    row: () => NOTHING,
    changes: () => NOTHING,
    receipts: () => Promise.resolve([]),
    message: () => NOTHING,
  };
  const cursor = { time: 0, places: new Map() };
  const options = { feed, conversations, userUuid: 'bayko', cursor, tellsState: true };
  return new LiveSession(options, { told: () => undefined, lost: () => undefined });
};

describe('the session of a stream', () => {
  it('is stuck where the table does not answer in half a minute, so that its client is sent away', async () => {
    const session = sessionOn(() => new Promise(() => undefined));
    session.open();
    await new Promise(setImmediate);
    const now = performance.now();
    expect([29_000, 31_000].map((ms) => session.isStuckAt(now + ms))).toEqual([false, true]);
    session.close();
  });

  it('is not stuck where there is nothing to do', async () => {
    const session = sessionOn(() => Promise.resolve([]));
    session.open();
    await new Promise(setImmediate);
    expect(session.isStuckAt(performance.now() + 3_600_000)).toBe(false);
    session.close();
  });

  it('reads the rows of who comes back to a gateway that has just started twice, whatever happens there', async () => {
    const feed = new LiveHub({ slackMs: 0, recent: { bytes: 0, ms: 0 } });
    let reads = 0;
    const session = sessionOn(() => {
      reads += 1;
      return Promise.resolve([]);
    }, feed);
    session.open();
    await new Promise(setImmediate);
    expect([reads, session.isUpToNow]).toEqual([1, false]);
    feed.begin(new Map([[0, 5]]));
    for (const committed of [3, 4, 5, 6, 7]) {
      feed.beginLook()({ ends: new Map([[0, 7]]), committed: new Map([[0, committed]]) });
      await new Promise(setImmediate);
    }
    expect([reads, session.isUpToNow]).toEqual([2, true]);
    session.close();
  });
});
