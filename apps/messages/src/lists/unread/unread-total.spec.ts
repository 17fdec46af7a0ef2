import { totalUnread } from './unread-total';

const group = (unread: number, isMuted = false) => ({ unread, isMuted });
const NOTHING = { messages: 0, conversations: 0, more: false };

it('is nothing where nothing is unread', () => {
  expect(totalUnread([group(0), group(0, true)])).toEqual({ ...NOTHING, muted: NOTHING });
});

it('has the muted conversations apart', () => {
  expect(totalUnread([group(2), group(0), group(3), group(7, true)])).toEqual({
    ...{ messages: 5, conversations: 2, more: false },
    muted: { messages: 7, conversations: 1, more: false },
  });
});

it('tells where one conversation alone has so many that it is not counted on', () => {
  expect(totalUnread([group(60), group(60), group(100, true)])).toEqual({
    ...{ messages: 120, conversations: 2, more: false },
    muted: { messages: 100, conversations: 1, more: true },
  });
});
