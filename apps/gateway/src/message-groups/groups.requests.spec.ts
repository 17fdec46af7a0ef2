import { randomUUID } from 'node:crypto';
import { codesOf } from '../../test/support/codes-of';
import { checkGroupStart, checkHandingOver, checkRenaming } from './groups.requests';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const andrew = { uuid: randomUUID(), handle: 'AndréBrown', displayName: 'André Brown' };

const start = (body: unknown, startKey?: string) => checkGroupStart(andrew, { body, startKey });
const others = (count: number) => Array.from({ length: count }, (_, place) => `person${place}`);

describe('the start of a group', () => {
  it('has handles as people type them, and a name without blanks around it', () => {
    const body = { handles: [' @bayko ', 'londo'], name: ' Station\u{1F680} ', history: 'all', other: 1 };
    expect(start(body, 'key')).toEqual({
      creator: andrew,
      handles: ['bayko', 'londo'],
      name: 'Station\u{1F680}',
      history: 'all',
      startKey: 'key',
    });
  });

  it.each([[{}], [{ name: null, history: null }]])('needs neither a name nor a history: %j', (fields) => {
    const { name, history } = start({ handles: others(2), ...fields });
    expect([name, history]).toEqual([undefined, 'joined']);
  });

  it.each<[string, unknown, string[]]>([
    ['none', undefined, ['handles_malformed']],
    ['null', null, ['handles_malformed']],
    ['a text', 'bayko', ['handles_malformed']],
    ['an object', { 0: 'bayko', length: 1 }, ['handles_malformed']],
    ['a number among them', ['bayko', 7], ['handles_malformed']],
    ['lists', [['bayko'], ['londo']], ['handles_malformed']],
    ['many that are no texts', Array(30_000).fill(1), ['handles_malformed']],
    ['a blank', ['bayko', ' @ '], ['handles_unknown']],
    ['what nobody can have', ['bayko', 'lon\u0000do'], ['handles_unknown']],
    ['a handle that is too long', ['bayko', 'a'.repeat(129)], ['handles_unknown']],
    ["the caller's own", ['bayko', 'andrÉbrown'], ['handles_own']],
    ["the caller's own in another composition", ['bayko', 'Andre\u0301Brown'], ['handles_own']],
    ['one twice', ['bayko', 'londo', '@Bayko'], ['handles_repeated']],
    ['one in two compositions', ['jos\u00e9', 'jose\u0301'], ['handles_repeated']],
    ['nobody', [], ['members_below_3']],
    ['one', ['bayko'], ['members_below_3']],
    ['256', others(256), ['members_exceed_256']],
  ])('is refused for %s', (_which, handles, codes) => {
    expect(codesOf(() => start({ handles }))).toEqual(codes);
  });

  it('has 255 others at most', () => {
    expect(start({ handles: others(255) }).handles).toHaveLength(255);
  });

  it('names every field that is wrong', () => {
    const body = { handles: ['bayko'], name: '\u200b', history: 'some' };
    expect(codesOf(() => start(body, 'a key'))).toEqual([
      'idempotency_key_malformed',
      'members_below_3',
      'group_name_blank',
      'history_malformed',
    ]);
  });

  it.each([[undefined], [null], [[]], ['12']])('is refused for a body that is no object: %j', (body) => {
    expect(codesOf(() => start(body))).toEqual(['body_not_json_object']);
  });
});

describe('the name of a group', () => {
  const rename = (name: unknown) => checkRenaming({ groupUuid: GROUP.toUpperCase(), body: { name } });

  it.each([
    [' Station ', 'Station'],
    [null, null],
    ['\u{1F680}'.repeat(128), '\u{1F680}'.repeat(128)],
  ])('may be %j', (given, name) => {
    expect(rename(given)).toEqual({ groupUuid: GROUP, body: { name } });
  });

  it.each<[unknown, string]>([
    [undefined, 'group_name_blank'],
    ['', 'group_name_blank'],
    [' \u200b\u3164', 'group_name_blank'],
    [7, 'group_name_malformed'],
    [['Station'], 'group_name_malformed'],
    ['two\nlines', 'group_name_malformed'],
    ['a\u2028b', 'group_name_malformed'],
    ['a\tb', 'group_name_malformed'],
    ['a\u0000b', 'group_name_malformed'],
    ['turned \u202eround', 'group_name_malformed'],
    ['half \ud83d', 'group_name_malformed'],
    ['a'.repeat(129), 'group_name_exceed_max_chars_128'],
  ])('may not be %j', (given, expected) => {
    expect(codesOf(() => rename(given))).toEqual([expected]);
  });

  it('is refused beside an address that is none', () => {
    expect(codesOf(() => checkRenaming({ groupUuid: 'x', body: { name: '' } }))).toEqual([
      'message_group_uuid_malformed',
      'group_name_blank',
    ]);
  });
});

describe('the owner of a group', () => {
  const handOver = (body: unknown) => checkHandingOver({ groupUuid: GROUP, body });

  it('is named by a handle as people type it', () => {
    expect(handOver({ handle: ' @Bayko' })).toEqual({ groupUuid: GROUP, body: { handle: 'Bayko' } });
  });

  it.each([
    [{}, 'handle_blank'],
    [{ handle: null }, 'handle_blank'],
    [{ handle: ' @ ' }, 'handle_blank'],
    [{ handle: ['bayko'] }, 'handle_malformed'],
    [[], 'body_not_json_object'],
  ])('is refused for %j', (body, expected) => {
    expect(codesOf(() => handOver(body))).toEqual([expected]);
  });
});
