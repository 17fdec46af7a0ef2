import { codesOf } from '../../test/support/codes-of';
import { checkChoice } from './choices.requests';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const mute = (body: unknown, groupUuid = GROUP) => checkChoice('mute', { groupUuid, body });
const archive = (body: unknown, groupUuid = GROUP) => checkChoice('archive', { groupUuid, body });

describe('a conversation', () => {
  it.each(['mute', 'archive', 'pin'] as const)('needs no body for %s, and ignores what it does not know', (choice) => {
    for (const body of [undefined, {}, { other: [], until: null, number: null }]) {
      expect(checkChoice(choice, { groupUuid: GROUP.toUpperCase(), body })).toEqual({ groupUuid: GROUP, body: {} });
    }
  });

  it.each(['mute', 'archive', 'pin'] as const)('takes no body for %s that is no object', (choice) => {
    for (const body of [null, [], 'x', 7]) {
      expect(codesOf(() => checkChoice(choice, { groupUuid: GROUP, body }))).toEqual(['body_not_json_object']);
    }
  });

  it.each([
    ['2027-01-02T03:04:05.678Z', '2027-01-02T03:04:05.678Z'],
    ['2027-01-02T03:04:05Z', '2027-01-02T03:04:05.000Z'],
    ['2027-01-02T03:04:05+02:00', '2027-01-02T01:04:05.000Z'],
  ])('is muted until a moment, however it is written: %s', (text, until) => {
    expect(mute({ until: text }).body).toEqual({ until });
  });

  it.each([
    [''],
    ['forever'],
    ['tomorrow'],
    ['2027-01-02'],
    ['2027-02-30T00:00:00Z'],
    ['9999-12-31T23:59:59-12:00'],
    [1_800_000_000],
    [true],
    [{}],
  ])('is not muted until %j', (until) => {
    expect(codesOf(() => mute({ until }))).toEqual(['until_malformed']);
    expect(codesOf(() => mute({ until }, 'x'))).toEqual(['message_group_uuid_malformed', 'until_malformed']);
  });

  it('is archived as of a number', () => {
    expect(archive({ number: 4 }).body).toEqual({ number: 4 });
  });

  it.each([[0], [-1], [1.5], ['4'], [true]])('is not archived as of %j', (number) => {
    expect(codesOf(() => archive({ number }, ''))).toEqual(['message_group_uuid_blank', 'number_malformed']);
  });
});
