import { NotFoundException } from '@nestjs/common';
import { asDomainError } from './as-domain-error';
import { DomainError } from '@app/common/errors';

describe('asDomainError', () => {
  it('leaves a domain error as it is', () => {
    const error = new DomainError('message_blank');
    expect(asDomainError(error)).toBe(error);
  });

  it.each([
    [new NotFoundException(), 'not_found', 404],
    [Object.assign(new Error('too large'), { statusCode: 413 }), 'body_too_large', 413],
    [Object.assign(new Error('bad url'), { statusCode: 400 }), 'request_malformed', 400],
    [Object.assign(new Error('a 4xx of its own'), { statusCode: 418 }), 'request_malformed', 400],
    [new TypeError('undefined is not a function'), 'internal_error', 500],
    ['a string', 'internal_error', 500],
    [null, 'internal_error', 500],
  ])('answers %s by its code and keeps it as the cause', (thrown, code, status) => {
    expect(asDomainError(thrown)).toMatchObject({ code, status, cause: thrown });
  });
});

describe('DomainError', () => {
  it('names all that is wrong, and has the status of the first', () => {
    const error = new DomainError(['message_blank', 'user_reciever_handle_blank']);
    expect(error).toMatchObject({
      codes: ['message_blank', 'user_reciever_handle_blank'],
      status: 422,
      retriable: false,
    });
  });
});
