import type { LiveConversations } from './live-conversations';
import { LiveHub } from './live-hub';
import { LiveSession } from './live-session';

const NOTHING = Promise.resolve(undefined);

const sessionOn = (rows: LiveConversations['rows']): LiveSession => {
  const conversations: LiveConversations = {
    rows,
    row: () => NOTHING,
    changes: () => NOTHING,
    receipts: () => Promise.resolve([]),
    message: () => NOTHING,
  };
  const feed = new LiveHub({ slackMs: 0, recent: { bytes: 0, ms: 0 } });
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
});
