import { messageLinks } from './messages.presenter';

describe('the links of a page of messages', () => {
  it('lead from its ends to the older and the newer messages', () => {
    expect(messageLinks('group', { older: '11', newer: '13' }, 3)).toEqual({
      prev: '/api/messages/group?before=11&limit=3',
      next: '/api/messages/group?after=13&limit=3',
    });
  });

  it('are absent where the conversation ends', () => {
    expect(messageLinks('group', {}, 3)).toEqual({});
  });
});
