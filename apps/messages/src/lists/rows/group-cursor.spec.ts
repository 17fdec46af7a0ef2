import { DomainError } from '@app/common/errors';
import { decodeGroupCursor, encodeGroupCursor, type GroupCursor } from './group-cursor';

const cursor: GroupCursor = {
  towards: 'older',
  lastMessageAt: '2026-01-02T03:04:05.678Z',
  groupUuid: '1d0c2d5e-0f3e-4b1e-8d2a-0a6f5a9f6a01',
};

describe('a group cursor', () => {
  it('comes back as it was', () => {
    expect(decodeGroupCursor(encodeGroupCursor(cursor))).toEqual(cursor);
  });

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('older').toString('base64url')],
    ['another shape', Buffer.from('{"towards":"older"}').toString('base64url')],
    ['an invalid time', encodeGroupCursor({ ...cursor, lastMessageAt: 'yesterday' })],
  ])('refuses %s', (_what, text) => {
    expect(() => decodeGroupCursor(text)).toThrow(new DomainError('cursor_malformed'));
  });
});
