import { Logger } from '@nestjs/common';
import { FRONTEND, startGateway, type TestGateway } from './support/gateway';
import { rawRequest, sendThenRead } from './support/raw-request';

const JSON_TYPE = 'application/json';

describe('bad input', () => {
  let gateway: TestGateway;
  const logged = [jest.spyOn(Logger.prototype, 'error'), jest.spyOn(Logger.prototype, 'warn')];

  beforeAll(async () => {
    gateway = await startGateway();
  });

  beforeEach(() => {
    gateway.behind.received.length = 0;
  });

  /** Nothing reached the services but who the caller is, and nothing was logged. */
  afterEach(() => {
    expect(gateway.behind.received.filter(({ url }) => !url.startsWith('/users/by-'))).toEqual([]);
    expect(logged.flatMap((log) => log.mock.calls)).toEqual([]);
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await gateway.stop();
  });

  const post = (body: RequestInit['body'], headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/api/messages`, {
      method: 'POST',
      headers: { ...gateway.andrew, origin: FRONTEND, 'content-type': JSON_TYPE, ...headers },
      body,
    });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${gateway.url}${path}`, { ...init, headers: { ...gateway.andrew, origin: FRONTEND, ...init.headers } });

  const statusAndBody = (answer: string) => [answer.split(' ')[1], answer.split('\r\n\r\n')[1]];

  const outcome = async (answer: Response): Promise<unknown> => [answer.status, await answer.json()];

  const GROUP = '5ae290ed-55d1-47a0-bc6d-fe2bc2700399';

  describe('in a body', () => {
    it.each<[string, string, number, string[]]>([
      ['nothing', '', 400, ['body_not_json']],
      ['no JSON', '{message:', 400, ['body_not_json']],
      ['JSON with something behind', '{} {}', 400, ['body_not_json']],
      ['a string', '"hi"', 400, ['body_not_json_object']],
      ['null', 'null', 400, ['body_not_json_object']],
      ['an array', '[{"message":"hi","handle":"bayko"}]', 400, ['body_not_json_object']],
      ['a number', '1e999', 400, ['body_not_json_object']],
      ['no fields', '{}', 422, ['message_blank', 'message_group_uuid_blank', 'user_reciever_handle_blank']],
      ['no message', `{"message_group_uuid":"${GROUP}"}`, 422, ['message_blank']],
      ['no target', '{"message":"hi"}', 422, ['message_group_uuid_blank', 'user_reciever_handle_blank']],
      ['a blank message', '{"message":" ","handle":"bayko"}', 422, ['message_blank']],
      ['a message that shows nothing', '{"message":"\\u200b\\u2060","handle":"bayko"}', 422, ['message_blank']],
      ['a soft hyphen for a message', '{"message":"\\u00ad","handle":"bayko"}', 422, ['message_blank']],
      ['a NUL for a message', '{"message":"\\u0000","handle":"bayko"}', 422, ['message_malformed']],
      ['a control character', '{"message":"a\\u001b[2Jb","handle":"bayko"}', 422, ['message_malformed']],
      ['a numeric message', '{"message":1,"handle":"bayko"}', 422, ['message_malformed']],
      ['a list for a message', '{"message":[],"handle":"bayko"}', 422, ['message_malformed']],
      ['half a surrogate pair', '{"message":"\\ud800","handle":"bayko"}', 422, ['message_malformed']],
      ['a long message', `{"message":"${'a'.repeat(1025)}","handle":"bayko"}`, 422, ['message_exceed_max_chars_1024']],
      ['an odd uuid', '{"message":"hi","message_group_uuid":"@bayko"}', 422, ['message_group_uuid_malformed']],
      ['a uuid of another type', '{"message":"hi","message_group_uuid":{}}', 422, ['message_group_uuid_malformed']],
      ['a list for a uuid', '{"message":"hi","message_group_uuid":[]}', 422, ['message_group_uuid_malformed']],
      ['a handle of another type', '{"message":"hi","handle":[]}', 422, ['user_reciever_handle_malformed']],
      [
        'an odd answer',
        '{"message":" ","handle":"@","reply_to":"1"}',
        422,
        ['message_blank', 'reply_to_malformed', 'user_reciever_handle_blank'],
      ],
      ['a handle with odd characters', '{"message":"hi","handle":"\\u0000"}', 422, ['user_reciever_handle_unknown']],
      ['an @ for a handle', '{"message":"hi","handle":" @ "}', 422, ['user_reciever_handle_blank']],
      [
        'a prototype',
        '{"__proto__":{"message":"hi","handle":"bayko"}}',
        422,
        ['message_blank', 'message_group_uuid_blank', 'user_reciever_handle_blank'],
      ],
    ])('is refused: %s', async (_what, body, status, codes) => {
      expect(await outcome(await post(body))).toEqual([status, codes]);
    });

    it.each([
      ['a list', '['.repeat(30_000) + ']'.repeat(30_000)],
      ['an object', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ])('is refused where %s nests as deep as a body allows', async (_what, deep) => {
      expect(await outcome(await post(`{"message":${deep},"handle":"bayko"}`))).toEqual([422, ['message_malformed']]);
      expect(await outcome(await post(`{"message":"hi","handle":${deep}}`))).toEqual([
        422,
        ['user_reciever_handle_malformed'],
      ]);
      expect(await outcome(await post(`{"message":"hi","handle":"no body","other":${deep}}`))).toEqual([
        422,
        ['user_reciever_handle_unknown'],
      ]);
    });

    it('is refused when it is not UTF-8', async () => {
      const body = Buffer.from('{"message":"schl\u00fcssel","handle":"bayko"}', 'latin1');
      expect(await outcome(await post(body))).toEqual([400, ['body_not_utf8']]);
    });

    it.each([
      ['of known length', 'a'.repeat(1_000_000)],
      [
        'of unknown length',
        new ReadableStream({
          start(controller) {
            for (let part = 0; part < 16; part += 1) controller.enqueue(Buffer.alloc(65_536, 'a'));
            controller.close();
          },
        }),
      ],
    ])('of one megabyte %s is refused in full sight of its sender', async (_what, body) => {
      const answer = await fetch(`${gateway.url}/api/messages`, {
        method: 'POST',
        headers: { ...gateway.andrew, origin: FRONTEND, 'content-type': JSON_TYPE },
        body,
        duplex: 'half',
      });
      expect(await outcome(answer)).toEqual([413, ['body_too_large']]);
      expect(answer.headers.get('access-control-allow-origin')).toBe(FRONTEND);
    });

    it('of one megabyte is refused within hearing of a sender who listens only at the end', async () => {
      const { authorization } = gateway.andrew;
      const head = [
        'POST /api/messages HTTP/1.1',
        'host: gateway',
        `authorization: ${authorization}`,
        `content-type: ${JSON_TYPE}`,
        'content-length: 1000000',
      ].join('\r\n');
      const answer = await sendThenRead(gateway.url, `${head}\r\n\r\n`, Buffer.alloc(1_000_000, 'a'));
      expect(statusAndBody(answer)).toEqual(['413', '["body_too_large"]']);
    });

    it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/xml'], ['nonsense']])(
      'is refused as %s',
      async (type) => {
        expect(await outcome(await post('{"message":"hi","handle":"bayko"}', { 'content-type': type }))).toEqual([
          415,
          ['content_type_not_json'],
        ]);
      },
    );

    it('is refused when there is none', async () => {
      expect(await outcome(await ask('/api/messages', { method: 'POST' }))).toEqual([400, ['body_not_json_object']]);
    });

    it('is refused for an idempotency key with a space', async () => {
      const answer = await post('{"message":"hi","handle":"bayko"}', { 'idempotency-key': 'a b' });
      expect(await outcome(answer)).toEqual([422, ['idempotency_key_malformed']]);
    });

    it.each([['{}'], ['{"number":"1"}'], ['{"number":-1}'], ['{"number":1.5}'], ['{"number":null}']])(
      'is refused as a read marker: %s',
      async (body) => {
        const headers = { 'content-type': JSON_TYPE };
        const answer = await ask(`/api/message_groups/${GROUP}/read`, { method: 'PUT', headers, body });
        expect(await outcome(answer)).toEqual([422, ['number_malformed']]);
      },
    );
  });

  describe('in a change', () => {
    it.each<[string, string, string | undefined, string[]]>([
      [
        'PATCH',
        '/api/messages/x/y',
        '{"message":7}',
        ['message_group_uuid_malformed', 'number_malformed', 'message_malformed'],
      ],
      ['PATCH', `/api/messages/${GROUP}/0`, '{}', ['number_malformed', 'message_blank']],
      ['PATCH', `/api/messages/${GROUP}/7`, `{"message":"${'a'.repeat(1025)}"}`, ['message_exceed_max_chars_1024']],
      ['DELETE', '/api/messages/x/1e3', undefined, ['message_group_uuid_malformed', 'number_malformed']],
      ['PUT', `/api/messages/${GROUP}/7/reactions/%20`, undefined, ['emoji_malformed']],
      [
        'PUT',
        '/api/messages/x/y/reactions/%20',
        undefined,
        ['message_group_uuid_malformed', 'number_malformed', 'emoji_malformed'],
      ],
      ['DELETE', `/api/messages/${GROUP}/7/reactions/${'%F0%9F%91%8D'.repeat(33)}`, undefined, ['emoji_malformed']],
      ['PUT', `/api/messages/${GROUP}/7/reactions/${'a'.repeat(12_000)}`, undefined, ['emoji_malformed']],
      [
        'PUT',
        '/api/message_groups/x/read',
        '{"number":-1,"force":1}',
        ['message_group_uuid_malformed', 'number_malformed', 'force_malformed'],
      ],
      ['PUT', `/api/message_groups/${GROUP}/read`, '{"number":1,"force":null}', ['force_malformed']],
      ['PUT', '/api/message_groups/x/received', '{}', ['message_group_uuid_malformed', 'number_malformed']],
      ['PUT', '/api/message_groups/x/mute', '{"until":"soon"}', ['message_group_uuid_malformed', 'until_malformed']],
      ['PUT', `/api/message_groups/${GROUP}/archive`, '{"number":0}', ['number_malformed']],
      ['DELETE', '/api/message_groups/x/pin', undefined, ['message_group_uuid_malformed']],
      ['PUT', '/api/settings', '{"receipts":"off"}', ['receipts_malformed']],
      [
        'POST',
        '/api/message_groups',
        '{"handles":"bayko","name":"","history":"none"}',
        ['handles_malformed', 'group_name_blank', 'history_malformed'],
      ],
      ['POST', '/api/message_groups', `{"handles":[${'1,'.repeat(30_000)}1]}`, ['handles_malformed']],
      ['POST', '/api/message_groups', `{"handles":${'['.repeat(30_000) + ']'.repeat(30_000)}}`, ['handles_malformed']],
      ['POST', '/api/message_groups', '{"handles":["AndrewBrown","bayko"]}', ['handles_own']],
      ['POST', '/api/message_groups', '{"handles":["Bayko","@bayko"]}', ['handles_repeated']],
      ['POST', '/api/message_groups', '{"handles":["bayko"]}', ['members_below_3']],
      ['PATCH', '/api/message_groups/x', '{}', ['message_group_uuid_malformed', 'group_name_blank']],
      ['PUT', '/api/message_groups/x/owner', '{"handle":7}', ['message_group_uuid_malformed', 'handle_malformed']],
      ['PUT', '/api/message_groups/x/members/@bayko', undefined, ['message_group_uuid_malformed']],
      ['DELETE', '/api/message_groups/x/members/@bayko', undefined, ['message_group_uuid_malformed']],
    ])('names all that is wrong: %s %.60s %.40s', async (method, path, body, codes) => {
      const answer = await ask(path, { method, ...(body && { body, headers: { 'content-type': JSON_TYPE } }) });
      expect(await outcome(answer)).toEqual([422, codes]);
    });

    it.each<[string, string, string | undefined, string]>([
      ['PUT', 'members/@%00', undefined, 'user_not_found'],
      ['PUT', 'members/@%20', undefined, 'user_not_found'],
      ['DELETE', `members/@${'a'.repeat(129)}`, undefined, 'member_not_found'],
      ['PUT', 'owner', '{"handle":"b a y k o"}', 'member_not_found'],
    ])('names nobody: %s %.40s %s', async (method, path, body, code) => {
      const answer = await ask(`/api/message_groups/${GROUP}/${path}`, {
        method,
        ...(body && { body, headers: { 'content-type': JSON_TYPE } }),
      });
      expect(await outcome(answer)).toEqual([404, [code]]);
    });

    it('names a wrong header beside a wrong path and a wrong body', async () => {
      const headers = { 'content-type': JSON_TYPE, 'if-match': 'x' };
      const edit = { method: 'PATCH', headers, body: '{"message":" "}' };
      expect(await outcome(await ask(`/api/messages/${GROUP}/x`, edit))).toEqual([
        422,
        ['number_malformed', 'if_match_malformed', 'message_blank'],
      ]);
    });

    it.each<[string, string, string, string]>([
      ['PATCH', `/api/messages/${GROUP}/7`, '', 'body_not_json'],
      ['PATCH', `/api/messages/${GROUP}/7`, '[]', 'body_not_json_object'],
      ['DELETE', `/api/messages/${GROUP}/7`, '{', 'body_not_json'],
      ['PUT', `/api/message_groups/${GROUP}/mute`, '{', 'body_not_json'],
      ['PUT', `/api/message_groups/${GROUP}/mute`, 'null', 'body_not_json_object'],
      ['PUT', `/api/message_groups/${GROUP}/pin`, '"x"', 'body_not_json_object'],
      ['PUT', '/api/settings', '', 'body_not_json'],
      ['PUT', '/api/settings', '7', 'body_not_json_object'],
      ['POST', '/api/message_groups', '["bayko","londo"]', 'body_not_json_object'],
    ])('is no JSON object: %s %.60s %s', async (method, path, body, code) => {
      const answer = await ask(path, { method, body, headers: { 'content-type': JSON_TYPE } });
      expect(await outcome(answer)).toEqual([400, [code]]);
    });
  });

  describe('in an address', () => {
    it.each<[string, number, string[]]>([
      ['/api/messages/@bayko', 422, ['message_group_uuid_malformed']],
      ['/api/messages/null', 422, ['message_group_uuid_malformed']],
      [`/api/messages/${'a'.repeat(3_000)}`, 422, ['message_group_uuid_malformed']],
      ['/api/messages/%20', 422, ['message_group_uuid_blank']],
      ['/api/messages/', 404, ['not_found']],
      [`/api/messages/${GROUP}?limit=0`, 422, ['limit_out_of_range_1_200']],
      [`/api/messages/${GROUP}?limit=201&before=x`, 422, ['page_malformed', 'limit_out_of_range_1_200']],
      [`/api/messages/${GROUP}?before=1&after=2`, 422, ['page_malformed']],
      ['/api/messages/x?limit=0', 422, ['message_group_uuid_malformed', 'limit_out_of_range_1_200']],
      ['/api/messages/x/0', 422, ['message_group_uuid_malformed', 'number_malformed']],
      [`/api/messages/${GROUP}/7.0`, 422, ['number_malformed']],
      [`/api/messages/${GROUP}/${'1'.repeat(3_000)}`, 422, ['number_malformed']],
      [`/api/messages/${GROUP}/`, 404, ['not_found']],
      [`/api/messages/${GROUP}/x/history`, 422, ['number_malformed']],
      [`/api/messages/${GROUP}/-1/reactions`, 422, ['number_malformed']],
      [`/api/messages/${GROUP}/7/nothing`, 404, ['not_found']],
      [
        '/api/messages/x/changes?after_number=-1&after_revision=x&limit=0',
        422,
        [
          'message_group_uuid_malformed',
          'after_number_malformed',
          'after_revision_malformed',
          'limit_out_of_range_1_200',
        ],
      ],
      ['/api/message_groups/nonsense', 422, ['message_group_uuid_malformed']],
      ['/api/message_groups/x/receipts', 422, ['message_group_uuid_malformed']],
      ['/api/message_groups/x/members', 422, ['message_group_uuid_malformed']],
      [`/api/message_groups/${GROUP}/members/bayko`, 404, ['not_found']],
      ['/api/message_groups?archived=yes&limit=0', 422, ['limit_out_of_range_1_200', 'archived_malformed']],
      ['/api/message_groups?limit=-5', 422, ['limit_out_of_range_1_200']],
      ['/api/message_groups?cursor=', 422, ['cursor_malformed']],
      ['/api/users', 422, ['prefix_blank']],
      ['/api/users?prefix=', 422, ['prefix_blank']],
      ['/api/users?prefix=%20@%E2%80%8B', 422, ['prefix_blank']],
      ['/api/users?prefix=a&prefix=b', 422, ['prefix_malformed']],
      ['/api/users?prefix=%00', 422, ['prefix_malformed']],
      ['/api/users?prefix=a%00', 422, ['prefix_malformed']],
      ['/api/users?prefix=a%07b', 422, ['prefix_malformed']],
      ['/api/users?prefix=a%20b', 422, ['prefix_malformed']],
      [`/api/users?prefix=${'a'.repeat(129)}`, 422, ['prefix_malformed']],
      [`/api/users?prefix=${'a'.repeat(8_000)}`, 422, ['prefix_malformed']],
      ['/api/users?prefix=a&limit=0', 422, ['limit_out_of_range_1_20']],
      ['/api/users?prefix=a&limit=21', 422, ['limit_out_of_range_1_20']],
      ['/api/users?prefix=a&limit=1e1', 422, ['limit_out_of_range_1_20']],
      ['/api/users?prefix=a&limit=', 422, ['limit_out_of_range_1_20']],
      ['/api/users?limit=x', 422, ['prefix_blank', 'limit_out_of_range_1_20']],
      ['/api/users?prefix=a%09b&limit=-1', 422, ['prefix_malformed', 'limit_out_of_range_1_20']],
      ['/api/users/@', 404, ['not_found']],
      ['/api/users/@%20', 404, ['user_not_found']],
      ['/api/users/@a%00b', 404, ['user_not_found']],
      [`/api/users/@${'a'.repeat(129)}`, 404, ['user_not_found']],
      ['/api/users/@%ff', 400, ['request_malformed']],
      ['/api/users/bayko', 404, ['not_found']],
      ['/api', 404, ['not_found']],
      ['/api/nothing', 404, ['not_found']],
      ['/', 404, ['not_found']],
      ['/api/users/@%zz/short', 400, ['request_malformed']],
      ['/api/users/@%ff/short', 400, ['request_malformed']],
      ['/api/nothing/%zz', 400, ['request_malformed']],
    ])('is refused: %.60s', async (path, status, codes) => {
      const answer = await ask(path);
      expect(await outcome(answer)).toEqual([status, codes]);
      expect(answer.headers.get('access-control-allow-origin')).toBe(FRONTEND);
    });

    it.each([
      ['DELETE', `/api/messages/${GROUP}`, 'GET, HEAD'],
      ['QUERY', `/api/messages/${GROUP}`, 'GET, HEAD'],
      ['GET', '/api/messages', 'POST'],
      ['PATCH', '/api/message_groups', 'GET, HEAD, POST'],
      ['PUT', `/api/messages/${GROUP}/7`, 'DELETE, GET, HEAD, PATCH'],
      ['POST', `/api/messages/${GROUP}/7/history`, 'GET, HEAD'],
      ['DELETE', `/api/messages/${GROUP}/7/reactions`, 'GET, HEAD'],
      ['GET', `/api/messages/${GROUP}/7/reactions/x`, 'DELETE, PUT'],
      ['PATCH', `/api/messages/${GROUP}/changes`, 'GET, HEAD'],
      ['PUT', '/api/message_groups/unread', 'GET, HEAD'],
      ['DELETE', `/api/message_groups/${GROUP}`, 'GET, HEAD, PATCH'],
      ['POST', `/api/message_groups/${GROUP}/members`, 'GET, HEAD'],
      ['GET', `/api/message_groups/${GROUP}/members/@bayko`, 'DELETE, PUT'],
      ['GET', `/api/message_groups/${GROUP}/owner`, 'PUT'],
      ['GET', `/api/message_groups/${GROUP}/received`, 'PUT'],
      ['POST', `/api/message_groups/${GROUP}/mute`, 'DELETE, PUT'],
      ['POST', '/api/settings', 'GET, HEAD, PUT'],
      ['POST', '/api/health-check', 'GET, HEAD'],
    ])('with the wrong method says which are right: %s %s', async (method, path, allowed) => {
      const answer = await ask(path, { method });
      expect(await outcome(answer)).toEqual([405, ['method_not_allowed']]);
      expect(answer.headers.get('allow')?.split(', ').sort().join(', ')).toBe(allowed);
    });
  });

  describe('that is not HTTP', () => {
    it.each([
      ['another protocol', 'HELO gateway\r\n\r\n', '400'],
      ['a header without a name', 'GET /api/health-check HTTP/1.1\r\nhost: a\r\n: b\r\n\r\n', '400'],
      [
        'two lengths',
        'POST /api/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
        '400',
      ],
      [
        'a length and chunks',
        'POST /api/messages HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
        '400',
      ],
      ['headers of 20 kB', `GET /api/health-check HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
    ])('is refused: %s', async (_what, text, status) => {
      expect(statusAndBody(await rawRequest(gateway.url, text))).toEqual([status, '["request_malformed"]']);
    });
  });
});
