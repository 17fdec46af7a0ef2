import { type ArgumentsHost, HttpException, Logger, NotFoundException } from '@nestjs/common';
import { DomainError, ERROR_CODES, type ErrorCode } from '@app/common/errors';
import { ErrorsFilter } from './errors.filter';
import { PROBLEM_TYPE } from './problem';

class Reply {
  statusCode = 0;
  body: unknown;
  readonly headers: Record<string, string> = {};

  constructor(readonly request: { id: string; headers: { accept?: string } }) {}

  status(code: number): this {
    this.statusCode = code;
    return this;
  }

  header(name: string, value: string): this {
    this.headers[name] = value;
    return this;
  }

  getHeader(name: string): string | undefined {
    return this.headers[name];
  }

  type(type: string): this {
    return this.header('content-type', type);
  }

  removeHeader(name: string): this {
    delete this.headers[name];
    return this;
  }

  send(body: unknown): void {
    this.body = body;
  }
}

function answerTo(thrown: unknown, accept?: string): Reply {
  const reply = new Reply({ id: 'this-one', headers: accept === undefined ? {} : { accept } });
  const host = { switchToHttp: () => ({ getResponse: () => reply }) } as unknown as ArgumentsHost;
  new ErrorsFilter().catch(thrown, host);
  return reply;
}

describe('an error that leaves the gateway', () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();

  beforeEach(() => jest.clearAllMocks());
  afterAll(() => jest.restoreAllMocks());

  const codes = Object.keys(ERROR_CODES) as ErrorCode[];

  it.each(codes.filter((code) => ERROR_CODES[code].status !== 401))('is an array of codes: %s', (code) => {
    const reply = answerTo(new DomainError(code, { detail: 'secret' }));
    expect([reply.statusCode, reply.body]).toEqual([ERROR_CODES[code].status, [code]]);
  });

  it.each(codes.filter((code) => ERROR_CODES[code].status === 401))(
    'is an empty object without a session: %s',
    (code) => {
      const reply = answerTo(new DomainError(code));
      expect([reply.statusCode, reply.body]).toEqual([401, {}]);
    },
  );

  it('names every wrong field', () => {
    const reply = answerTo(new DomainError(['message_blank', 'message_group_uuid_malformed']));
    expect([reply.statusCode, reply.body]).toEqual([422, ['message_blank', 'message_group_uuid_malformed']]);
  });

  it('is a problem for whoever asks for one, and says of each code what it means', () => {
    const reply = answerTo(new DomainError(['message_blank', 'emoji_malformed'], { detail: 'secret' }), PROBLEM_TYPE);
    expect([reply.statusCode, reply.headers]).toEqual([422, { 'content-type': PROBLEM_TYPE, vary: 'Accept' }]);
    expect(reply.body).toEqual({
      type: 'urn:problem-type:cruddur:message_blank',
      title: 'Empty message',
      status: 422,
      detail: 'A message needs something that can be seen. A reaction is one emoji.',
      instance: 'this-one',
      errors: [
        { code: 'message_blank', title: 'Empty message', detail: 'A message needs something that can be seen.' },
        { code: 'emoji_malformed', title: 'Not an emoji', detail: 'A reaction is one emoji.' },
      ],
    });
  });

  it.each(codes)('is a problem without a session too, and tells nothing else of it: %s', (code) => {
    const { statusCode, body } = answerTo(new DomainError(code, { detail: 'secret', cause: 'secret' }), PROBLEM_TYPE);
    expect([statusCode, body]).toEqual([
      ERROR_CODES[code].status,
      expect.objectContaining({ errors: [{ code, title: ERROR_CODES[code].title, detail: ERROR_CODES[code].help }] }),
    ]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('says when to come back after a failure that passes', () => {
    expect(answerTo(new DomainError('service_unavailable')).headers).toMatchObject({ 'retry-after': '1' });
    expect(answerTo(new DomainError('signing_key_unknown')).headers).toMatchObject({ 'retry-after': '1' });
    expect(answerTo(new DomainError('not_found')).headers).toEqual({ vary: 'Accept' });
  });

  it('hides what nobody foresaw, and logs it', () => {
    const cause = new TypeError('secret');
    const reply = answerTo(cause);
    expect([reply.statusCode, reply.body]).toEqual([500, ['internal_error']]);
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ code: 'internal_error', cause }));
  });

  it('hides what another service did not foresee, and logs what it said', () => {
    const cause = new DomainError('internal_error', { detail: 'messages answered 500' });
    expect(answerTo(cause).body).toEqual(['internal_error']);
    expect(error).toHaveBeenCalledWith(cause);
  });

  it.each(codes.filter((code) => ERROR_CODES[code].status < 500))(
    'is not logged when the caller caused it: %s',
    (code) => {
      answerTo(new DomainError(code, { cause: new Error('why') }));
      expect([error.mock.calls, warn.mock.calls]).toEqual([[], []]);
    },
  );

  it.each([
    [new NotFoundException(), 404, ['not_found']],
    [new HttpException('Body is too large', 413), 413, ['body_too_large']],
    [Object.assign(new Error('aborted'), { statusCode: 400 }), 400, ['request_malformed']],
    ['a string', 500, ['internal_error']],
    [undefined, 500, ['internal_error']],
  ])('has a code where the framework or a bug raised it: %s', (thrown, status, body) => {
    const reply = answerTo(thrown);
    expect([reply.statusCode, reply.body]).toEqual([status, body]);
  });
});
