import { presentMessage } from '@app/common/contracts';
import { membershipWords } from './membership-words';

const andrew = { uuid: '5ae290ed-55d1-47a0-bc6d-fe2bc2700399', handle: 'andrewbrown', displayName: 'Andrew Brown' };
const bayko = { uuid: '0f8fad5b-d9cb-469f-a165-70867728950e', handle: 'bayko', displayName: 'Andrew Bayko' };

const entry = (kind: string, fields: object = {}) =>
  presentMessage({
    uuid: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    groupUuid: 'b1f9a9a8-32a5-4fd0-8c7b-2a1d3b0c7e11',
    number: 3,
    kind,
    text: '',
    sender: andrew,
    createdAt: '2026-11-24T10:00:00.000Z',
    membership: { users: [], ownerUuid: andrew.uuid, ...fields },
  });

describe('an entry about who is in a group', () => {
  it.each([
    ['created', {}, 'Andrew Brown started the group'],
    ['created', { name: 'Station' }, 'Andrew Brown started the group “Station”'],
    ['added', { users: [bayko] }, 'Andrew Brown added Andrew Bayko'],
    ['left', { users: [andrew] }, 'Andrew Brown left'],
    ['removed', { users: [bayko] }, 'Andrew Brown removed Andrew Bayko'],
    ['renamed', { name: 'Station 5' }, 'Andrew Brown named the group “Station 5”'],
    ['renamed', {}, "Andrew Brown took the group's name away"],
    ['owner_changed', { users: [bayko] }, 'Andrew Brown made Andrew Bayko the owner'],
    ['merged', {}, 'Andrew Brown changed the group (merged)'],
  ])('is told in words: %s %j', (kind, fields, words) => {
    expect(membershipWords(entry(kind, fields))).toBe(words);
  });

  it('is no message', () => {
    expect(membershipWords({ ...entry('message'), membership: null })).toBeUndefined();
  });
});
