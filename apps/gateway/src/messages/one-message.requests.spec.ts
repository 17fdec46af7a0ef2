import { codesOf } from '../../test/support/codes-of';
import { checkMessageAddress } from './message-address';
import { checkDeletion, checkEdit } from './one-message.requests';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const at = (number: string, uuid = GROUP) => ({ message_group_uuid: uuid, number });

describe('one message', () => {
  it.each([
    ['7', 7],
    ['007', 7],
    ['999999999999', 999_999_999_999],
  ])('is asked for by its number: %s', (text, number) => {
    expect(checkMessageAddress(at(text, GROUP.toUpperCase()))).toEqual({ groupUuid: GROUP, number });
  });

  it.each([
    ['0'],
    ['000'],
    ['-1'],
    ['1.5'],
    ['1e3'],
    ['0x1'],
    [' 1'],
    ['١'],
    ['x'],
    ['1'.repeat(13)],
    ['1'.repeat(9_000)],
  ])('has no number such as %.20s', (text) => {
    expect(codesOf(() => checkMessageAddress(at(text)))).toEqual(['number_malformed']);
    expect(codesOf(() => checkMessageAddress(at(text, ' ')))).toEqual(['message_group_uuid_blank', 'number_malformed']);
  });
});

describe('a change of a message', () => {
  const ifMatch = (header: string | undefined) => checkDeletion({ path: at('7'), ifMatch: header }).ifRevision;

  it('has a text as a message that is sent', () => {
    expect(checkEdit({ path: at('7'), ifMatch: undefined, body: { message: ' hi\r\n', other: 1 } })).toEqual({
      ...{ groupUuid: GROUP, number: 7 },
      text: 'hi',
    });
  });

  it.each<[string | undefined, number[] | undefined]>([
    [undefined, undefined],
    ['*', undefined],
    [' * ', undefined],
    ['"0"', [0]],
    ['W/"12"', [12]],
    ['"12", W/"13" ,"999999999999"', [12, 13, 999_999_999_999]],
    [', "12",,"13",', [12, 13]],
  ])('holds for the revisions of If-Match: %s', (header, revisions) => {
    expect(ifMatch(header)).toEqual(revisions);
  });

  it.each([
    [''],
    [' , '],
    ['12'],
    ['"12'],
    ['"x"'],
    ['"-1"'],
    ['""'],
    ['w/"12"'],
    ['"12" "13"'],
    ['"12", *'],
    ['*, *'],
    ['"1", x'],
    [`"${'1'.repeat(13)}"`],
  ])('is refused for an If-Match of %j', (header) => {
    expect(codesOf(() => ifMatch(header))).toEqual(['if_match_malformed']);
  });

  it('is refused with the codes of all that is wrong', () => {
    const path = at('x', 'y');
    const ofPath = ['message_group_uuid_malformed', 'number_malformed'];
    expect(codesOf(() => checkEdit({ path, ifMatch: 'z', body: { message: 7 } }))).toEqual([
      ...ofPath,
      'if_match_malformed',
      'message_malformed',
    ]);
    expect(codesOf(() => checkEdit({ path, ifMatch: undefined, body: [] }))).toEqual([
      ...ofPath,
      'body_not_json_object',
    ]);
    expect(codesOf(() => checkDeletion({ path, ifMatch: 'z' }))).toEqual([...ofPath, 'if_match_malformed']);
  });
});
