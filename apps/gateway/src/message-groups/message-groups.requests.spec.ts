import { DomainError } from '@app/common/errors';
import { checkListQuery } from './message-groups.requests';

describe('a page of the conversation list', () => {
  it.each([
    [{}, { limit: 50 }],
    [
      { limit: '7', cursor: 'opaque' },
      { limit: 7, cursor: 'opaque' },
    ],
    [{ archived: 'true' }, { limit: 50, archived: true }],
    [{ archived: 'false' }, { limit: 50, archived: false }],
  ])('is asked for with %j', (query, wanted) => {
    expect(checkListQuery(query)).toEqual(wanted);
  });

  it.each([
    [{ limit: '201' }, 'limit_out_of_range_1_200'],
    [{ cursor: '' }, 'cursor_malformed'],
    [{ cursor: ['a', 'b'] }, 'cursor_malformed'],
    [{ archived: '' }, 'archived_malformed'],
    [{ archived: '1' }, 'archived_malformed'],
    [{ archived: 'True' }, 'archived_malformed'],
    [{ archived: ['true', 'true'] }, 'archived_malformed'],
  ] as const)('is refused for %j', (query, code) => {
    expect(() => checkListQuery(query)).toThrow(new DomainError(code));
  });
});
