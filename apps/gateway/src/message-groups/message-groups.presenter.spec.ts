import { messageGroupLinks } from './message-groups.presenter';

it('links to less recent conversations as next, to more recent ones as prev', () => {
  expect(messageGroupLinks({ older: 'a+/=', newer: 'b' }, { limit: 5 })).toEqual({
    next: '/api/message_groups?cursor=a%2B%2F%3D&limit=5',
    prev: '/api/message_groups?cursor=b&limit=5',
  });
  expect(messageGroupLinks({}, { limit: 5 })).toEqual({});
});

it.each([[true], [false]])('links within the list that was asked for: archived=%s', (archived) => {
  expect(messageGroupLinks({ older: 'a' }, { limit: 5, archived }).next).toBe(
    `/api/message_groups?archived=${archived}&cursor=a&limit=5`,
  );
});
