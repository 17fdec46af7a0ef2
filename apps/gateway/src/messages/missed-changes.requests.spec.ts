import { codesOf } from '../../test/support/codes-of';
import { checkMissedChanges } from './missed-changes.requests';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const check = (query: object, uuid = GROUP) => checkMissedChanges({ uuid, query });

describe('what a client has missed', () => {
  it.each([
    [{}, { afterNumber: 0, afterRevision: 0, limit: 50 }],
    [
      { after_number: '12', after_revision: '3', limit: '200' },
      { afterNumber: 12, afterRevision: 3, limit: 200 },
    ],
    [{ after_number: '999999999999' }, { afterNumber: 999_999_999_999, afterRevision: 0, limit: 50 }],
  ])('lies behind what it has: %j', (query, wanted) => {
    expect(check(query, GROUP.toUpperCase())).toEqual({ groupUuid: GROUP, wanted });
  });

  it.each([[''], ['-1'], ['1.5'], ['x'], ['1'.repeat(13)], [['1', '2']]])('is not told behind %j', (place) => {
    expect(codesOf(() => check({ after_number: place }))).toEqual(['after_number_malformed']);
    expect(codesOf(() => check({ after_number: place, after_revision: place, limit: '0' }, 'x'))).toEqual([
      'message_group_uuid_malformed',
      'after_number_malformed',
      'after_revision_malformed',
      'limit_out_of_range_1_200',
    ]);
  });
});
