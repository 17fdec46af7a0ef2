import { messageGroupLinks, presentReadMarker } from './message-groups.presenter';

it('shows how far the caller has read', () => {
  expect(presentReadMarker('group', 4)).toEqual({ uuid: 'group', last_read_number: 4 });
});

it('links to less recent conversations as next, to more recent ones as prev', () => {
  expect(messageGroupLinks({ older: 'a+/=', newer: 'b' }, 5)).toEqual({
    next: '/api/message_groups?cursor=a%2B%2F%3D&limit=5',
    prev: '/api/message_groups?cursor=b&limit=5',
  });
  expect(messageGroupLinks({}, 5)).toEqual({});
});
