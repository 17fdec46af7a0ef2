import { codesOf } from '../../test/support/codes-of';
import { checkReadMarker, checkReceivedMarker } from './markers.requests';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';

describe.each([
  ['a read marker', checkReadMarker],
  ['a received marker', checkReceivedMarker],
])('%s', (_which, check) => {
  it('is a whole number', () => {
    expect(check({ groupUuid: GROUP.toUpperCase(), body: { number: 12, other: true } })).toEqual({
      groupUuid: GROUP,
      body: { number: 12 },
    });
  });

  it.each([[{}], [{ number: null }], [{ number: '12' }], [{ number: -1 }], [{ number: 1.5 }], [{ number: 1e300 }]])(
    'is refused for %j',
    (body) => {
      expect(codesOf(() => check({ groupUuid: GROUP, body }))).toEqual(['number_malformed']);
      expect(codesOf(() => check({ groupUuid: 'x', body }))).toEqual([
        'message_group_uuid_malformed',
        'number_malformed',
      ]);
    },
  );

  it.each([[undefined], [null], [[]], ['12']])('is refused for a body that is no object: %j', (body) => {
    expect(codesOf(() => check({ groupUuid: GROUP, body }))).toEqual(['body_not_json_object']);
  });
});

describe('a read marker', () => {
  it.each([[true], [false]])('may be forced: %s', (force) => {
    expect(checkReadMarker({ groupUuid: GROUP, body: { number: 0, force } }).body).toEqual({ number: 0, force });
  });

  it.each([['true'], [1], [null], [{}]])('is not forced by %j', (force) => {
    expect(codesOf(() => checkReadMarker({ groupUuid: GROUP, body: { force } }))).toEqual([
      'number_malformed',
      'force_malformed',
    ]);
  });
});
