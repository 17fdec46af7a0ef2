import { DomainError } from '@app/common/errors';
import { checkListQuery, checkReadMarker } from './message-groups.requests';

describe('a page of the conversation list', () => {
  it.each([
    [{}, { limit: 50 }],
    [
      { limit: '7', cursor: 'opaque' },
      { limit: 7, cursor: 'opaque' },
    ],
  ])('is asked for with %j', (query, wanted) => {
    expect(checkListQuery(query)).toEqual(wanted);
  });

  it.each([
    [{ limit: '201' }, 'limit_out_of_range_1_200'],
    [{ cursor: '' }, 'cursor_malformed'],
    [{ cursor: ['a', 'b'] }, 'cursor_malformed'],
  ] as const)('is refused for %j', (query, code) => {
    expect(() => checkListQuery(query)).toThrow(new DomainError(code));
  });
});

describe('a read marker', () => {
  it('is a whole number', () => {
    expect(checkReadMarker({ number: 12, other: true })).toEqual({ number: 12 });
  });

  it.each([[{}], [{ number: null }], [{ number: '12' }], [{ number: -1 }], [{ number: 1.5 }], [{ number: 1e300 }]])(
    'is refused for %j',
    (body) => {
      expect(() => checkReadMarker(body)).toThrow(new DomainError('number_malformed'));
    },
  );

  it.each([[undefined], [null], [[]], ['12']])('is refused for a body that is no object: %j', (body) => {
    expect(() => checkReadMarker(body)).toThrow(new DomainError('body_not_json_object'));
  });
});
