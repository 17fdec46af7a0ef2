import { codesOf } from '../../test/support/codes-of';
import { checkMessage, checkPage } from './messages.requests';

const GROUP = '0b7b04fc-5c16-5e2b-8d4e-5a5b0a1d9f10';
const EMOJI = '😀';

describe('a message to be sent', () => {
  it('goes into the conversation that it names', () => {
    expect(checkMessage({ message: 'hi', message_group_uuid: GROUP }, 'key-1')).toEqual({
      groupUuid: GROUP,
      text: 'hi',
      sendKey: 'key-1',
      textHash: expect.any(String) as string,
    });
  });

  it('has a hash of its text as it was sent, where it has a key', () => {
    const hashOf = (message: string, key = 'key') => checkMessage({ message, handle: 'bayko' }, key).textHash;
    expect(hashOf('hi')).toBe(hashOf('hi', 'another'));
    expect(new Set(['hi', ' hi', 'Hi'].map((text) => hashOf(text))).size).toBe(3);
    expect(checkMessage({ message: 'hi', handle: 'bayko' }, undefined)).not.toHaveProperty('textHash');
  });

  it.each([
    ['into a conversation', { message_group_uuid: GROUP }],
    ['to a handle', { handle: 'bayko' }],
  ])('may answer another, %s', (_where, address) => {
    expect(checkMessage({ message: 'hi', reply_to: 4, ...address }, undefined)).toMatchObject({ replyTo: 4 });
    expect(checkMessage({ message: 'hi', reply_to: null, ...address }, undefined)).toMatchObject({
      replyTo: undefined,
    });
  });

  it('has what it answers in its hash, where it answers something', () => {
    const hashOf = (reply_to: unknown) => checkMessage({ message: 'hi', handle: 'bayko', reply_to }, 'key').textHash;
    expect(hashOf(undefined)).toBe(hashOf(null));
    expect(new Set([undefined, 1, 2].map(hashOf)).size).toBe(3);
  });

  it.each([[0], [-1], [1.5], ['4'], [{}], [[]], [true], [1e300]])(
    'is refused when it answers %j, beside whatever else is wrong',
    (reply_to) => {
      const refused = (body: object) => codesOf(() => checkMessage({ reply_to, ...body }, undefined));
      expect(refused({ message: 'hi', message_group_uuid: GROUP })).toEqual(['reply_to_malformed']);
      expect(refused({ message: ' ', handle: '@' })).toEqual([
        'message_blank',
        'reply_to_malformed',
        'user_reciever_handle_blank',
      ]);
      expect(refused({ message: 'hi', message_group_uuid: GROUP, handle: 'bayko' })).toEqual([
        'reply_to_malformed',
        'message_address_ambiguous',
      ]);
    },
  );

  it('goes to the handle that it names', () => {
    expect(checkMessage({ message: 'hi', handle: 'bayko' }, undefined)).toEqual({
      recipientHandle: 'bayko',
      text: 'hi',
    });
  });

  it('is refused where it names a handle beside the conversation', () => {
    const body = { message: ' ', message_group_uuid: GROUP, handle: 'bayko' };
    expect(codesOf(() => checkMessage(body, undefined))).toEqual(['message_blank', 'message_address_ambiguous']);
  });

  it('goes into the conversation where the handle is null', () => {
    expect(checkMessage({ message: 'hi', message_group_uuid: GROUP, handle: null }, undefined)).toMatchObject({
      groupUuid: GROUP,
    });
  });

  it('goes to the handle where the conversation is null', () => {
    expect(checkMessage({ message: 'hi', message_group_uuid: null, handle: 'bayko' }, undefined)).toMatchObject({
      recipientHandle: 'bayko',
    });
  });

  it('is trimmed, and its uuid is in lower case', () => {
    expect(checkMessage({ message: '\n hi \t', message_group_uuid: GROUP.toUpperCase() }, undefined)).toEqual({
      groupUuid: GROUP,
      text: 'hi',
    });
  });

  it('may have fields that nobody knows, and a prototype that is not its own', () => {
    const body: unknown = JSON.parse(`{"message":"hi","handle":"bayko","__proto__":{"handle":"londo"},"admin":true}`);
    expect(checkMessage(body, undefined)).toEqual({ recipientHandle: 'bayko', text: 'hi' });
  });

  it.each([
    ['1024 letters', 'a'.repeat(1024)],
    ['1024 characters outside the basic plane', EMOJI.repeat(1024)],
    ['1024 letters and white space around them', `  ${'a'.repeat(1024)}  `],
    ['lines and tabs', 'one\n\ttwo'],
    [
      'a family, a flag, the flag of Scotland and a keycap',
      '👨‍👩‍👧‍👦🇨🇭🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}1️⃣',
    ],
    ['a name with a joiner', 'علی\u200cرضا'],
    ['a letter under many marks', `z${'\u0335'.repeat(60)}`],
    ['Hangul in parts', '\u1112\u1161\u11ab'],
    ['an override that it does not end', 'see \u202egnp.exe'],
    ['a character that is not assigned yet', '\u{50000}'],
  ])('may be %s', (_what, message) => {
    expect(checkMessage({ message, handle: 'bayko' }, undefined)).toMatchObject({ text: message.trim() });
  });

  it('has lines that end with a line feed, wherever it was typed', () => {
    expect(checkMessage({ message: 'a\r\nb\rc\n\r\n', handle: 'bayko' }, undefined)).toMatchObject({ text: 'a\nb\nc' });
    expect(checkMessage({ message: '\r\n'.repeat(600) + 'x', handle: 'bayko' }, undefined)).toMatchObject({
      text: 'x',
    });
  });

  it.each([
    ['@ before it', '@bayko'],
    ['blanks around it', ' bayko\u00a0\n'],
    ['both', '\u2003@bayko '],
    ['a full-width @', '＠bayko'],
    ['marks of direction around it', '\u200e\u2068@bayko\u2069\u200f'],
    ['a byte order mark', '\ufeffbayko'],
  ])('goes to a handle with %s', (_what, handle) => {
    expect(checkMessage({ message: 'hi', handle }, undefined)).toEqual({ recipientHandle: 'bayko', text: 'hi' });
  });

  it.each([
    ['is missing', undefined, 'message_blank'],
    ['is null', null, 'message_blank'],
    ['is empty', '', 'message_blank'],
    ['is white space', ' \n\u00a0\u2003', 'message_blank'],
    ['is a zero-width space and a word joiner', '\u200b\u2060', 'message_blank'],
    ['is a soft hyphen', '\u00ad', 'message_blank'],
    ['is a joiner', '\u200d', 'message_blank'],
    ['is a Hangul filler', '\u3164', 'message_blank'],
    ['is a blank of Braille', '\u2800', 'message_blank'],
    ['is a variation selector', '\ufe0f', 'message_blank'],
    ['is a mark without a base', '\u0301', 'message_blank'],
    ['is tags without a flag', '\u{e0067}\u{e007f}', 'message_blank'],
    ['is an override that turns nothing', '\u202e\u202c', 'message_blank'],
    ['is a NUL', '\0', 'message_malformed'],
    ['has a NUL', 'a\0b', 'message_malformed'],
    ['has an escape', '\u001b[31mred', 'message_malformed'],
    ['has a vertical tab', 'a\vb', 'message_malformed'],
    ['has a control of the upper range', 'a\u0085b', 'message_malformed'],
    ['is a number', 7, 'message_malformed'],
    ['is an array', ['hi'], 'message_malformed'],
    ['is an object', { text: 'hi' }, 'message_malformed'],
    ['is true', true, 'message_malformed'],
    ['holds half a surrogate pair', 'a\ud83d', 'message_malformed'],
    ['has 1025 letters', 'a'.repeat(1025), 'message_exceed_max_chars_1024'],
    ['has 1025 characters outside the basic plane', EMOJI.repeat(1025), 'message_exceed_max_chars_1024'],
    ['has 30,000 letters', 'a'.repeat(30_000), 'message_exceed_max_chars_1024'],
  ])('is refused when its text %s', (_what, message, code) => {
    expect(codesOf(() => checkMessage({ message, message_group_uuid: GROUP }, undefined))).toEqual([code]);
  });

  it.each([
    ['empty', '', 'message_group_uuid_blank'],
    ['white space', '  ', 'message_group_uuid_blank'],
    ['a handle', '@bayko', 'message_group_uuid_malformed'],
    ['a number', 5, 'message_group_uuid_malformed'],
    ['false', false, 'message_group_uuid_malformed'],
    ['too long', `${GROUP}0`, 'message_group_uuid_malformed'],
    ['with a null character', `${GROUP.slice(0, 35)}\u0000`, 'message_group_uuid_malformed'],
  ])('is refused when its conversation is %s', (_what, message_group_uuid, code) => {
    expect(codesOf(() => checkMessage({ message: 'hi', message_group_uuid }, undefined))).toEqual([code]);
  });

  it.each([
    ['empty', '', 'user_reciever_handle_blank'],
    ['white space', ' ', 'user_reciever_handle_blank'],
    ['an @ alone', '@', 'user_reciever_handle_blank'],
    ['a zero-width space', '\u200b', 'user_reciever_handle_blank'],
    ['a number', 5, 'user_reciever_handle_malformed'],
    ['an object', {}, 'user_reciever_handle_malformed'],
    ['with a null character', 'bay\u0000ko', 'user_reciever_handle_unknown'],
    ['with half a surrogate pair', 'bayko\udc00', 'user_reciever_handle_unknown'],
    ['too long', 'b'.repeat(129), 'user_reciever_handle_unknown'],
    ['with a space', 'bay ko', 'user_reciever_handle_unknown'],
    ['with a blank of Braille', 'bay\u2800ko', 'user_reciever_handle_unknown'],
    ['a mark alone', '\u0301', 'user_reciever_handle_unknown'],
  ])('is refused when its handle is %s', (_what, handle, code) => {
    expect(codesOf(() => checkMessage({ message: 'hi', handle }, undefined))).toEqual([code]);
  });

  it.each([
    ['empty', ''],
    ['65 characters long', 'k'.repeat(65)],
    ['with a space', 'a b'],
    ['not ASCII', 'schlüssel'],
  ])('is refused when its idempotency key is %s', (_what, key) => {
    expect(codesOf(() => checkMessage({ message: 'hi', handle: 'bayko' }, key))).toEqual(['idempotency_key_malformed']);
  });

  it('is refused with the codes of all wrong fields', () => {
    const codes = codesOf(() => checkMessage({ message: ' ' }, 'a b'));
    expect([...codes].sort()).toEqual([
      'idempotency_key_malformed',
      'message_blank',
      'message_group_uuid_blank',
      'user_reciever_handle_blank',
    ]);
    expect(codesOf(() => checkMessage({ message: 'a'.repeat(1025), message_group_uuid: 'x' }, undefined))).toEqual([
      'message_exceed_max_chars_1024',
      'message_group_uuid_malformed',
    ]);
  });

  it.each([[undefined], [null], ['text'], [7], [[]], [[{ message: 'hi' }]]])('is no object: %j', (body) => {
    expect(codesOf(() => checkMessage(body, undefined))).toEqual(['body_not_json_object']);
  });
});

describe('a page of a conversation', () => {
  const check = (query: object, uuid = GROUP) => checkPage({ uuid, query });

  it('has 50 messages when nothing is said', () => {
    expect(check({}, GROUP.toUpperCase())).toEqual({ groupUuid: GROUP, wanted: { limit: 50 } });
  });

  it.each([
    [
      { before: '12', limit: '1' },
      { before: 12, limit: 1 },
    ],
    [
      { after: '0', limit: '200' },
      { after: 0, limit: 200 },
    ],
    [{ around: '7' }, { around: 7, limit: 50 }],
  ])('is asked for by number: %j', (query, wanted) => {
    expect(check(query)).toEqual({ groupUuid: GROUP, wanted });
  });

  it.each([
    [{ before: '' }, ['page_malformed']],
    [{ before: '-1' }, ['page_malformed']],
    [{ after: '1.5' }, ['page_malformed']],
    [{ around: '0x10' }, ['page_malformed']],
    [{ around: '1'.repeat(13) }, ['page_malformed']],
    [{ before: ['1', '2'] }, ['page_malformed']],
    [{ before: '1', after: '2' }, ['page_malformed']],
    [{ limit: '0' }, ['limit_out_of_range_1_200']],
    [{ limit: '201' }, ['limit_out_of_range_1_200']],
    [{ limit: 'all' }, ['limit_out_of_range_1_200']],
    [{ limit: '' }, ['limit_out_of_range_1_200']],
    [{ limit: ['5', '6'] }, ['limit_out_of_range_1_200']],
    [{ before: 'x', limit: '0' }, ['page_malformed', 'limit_out_of_range_1_200']],
  ])('is refused for %j', (query, codes) => {
    expect(codesOf(() => check(query))).toEqual(codes);
    expect(codesOf(() => check(query, 'x'))).toEqual(['message_group_uuid_malformed', ...codes]);
  });
});
