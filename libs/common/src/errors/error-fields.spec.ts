import { DomainError } from './domain-error';
import { describeError, errorFields } from './error-fields';

const SECRET = 'meet me at noon';

class QueryFailedError extends Error {}
class DatabaseError extends Error {
  override readonly name = 'error';
}

describe('an error in the log', () => {
  it('has its class, message, code, where it comes from, and its causes', () => {
    const cause = Object.assign(new TypeError('no such thing'), { code: 'ERR_NONE' });
    expect(errorFields(new DomainError('internal_error', { detail: 'it broke', cause }))).toEqual({
      type: 'DomainError',
      message: 'it broke',
      code: 'internal_error',
      stack: expect.stringMatching(/^at .*error-fields\.spec/) as string,
      cause: {
        type: 'TypeError',
        message: 'no such thing',
        code: 'ERR_NONE',
        stack: expect.stringMatching(/^at /) as string,
      },
    });
  });

  it.each([
    ['the item in the way of a conditional write', Object.assign(new Error('refused'), { Item: { message: SECRET } })],
    ['the parameters of a query', Object.assign(new QueryFailedError(SECRET), { parameters: [SECRET] })],
    ['the row that a constraint refuses', Object.assign(new DatabaseError('taken'), { detail: SECRET, code: '23505' })],
    ['the text that is no JSON', parseErrorOf(SECRET)],
    ['what is no error', { message: SECRET }],
    ['a text that was thrown', SECRET],
  ])('tells nothing of %s', (_what, error) => {
    const wrapped = new DomainError('internal_error', { cause: error });
    expect(JSON.stringify([errorFields(error), errorFields(wrapped)])).not.toContain('noon');
    expect(describeError(error) + describeError(wrapped)).not.toContain('noon');
  });

  it('is one line with its cause', () => {
    const cause = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
    expect(describeError(new DomainError('service_unavailable', { detail: 'users does not answer', cause }))).toBe(
      'users does not answer (ECONNREFUSED)',
    );
    expect(describeError(new RangeError('too far'))).toBe('RangeError: too far');
    expect(describeError(Object.assign(new Error('slow down'), { name: 'Throttled' }))).toBe('Throttled: slow down');
  });
});

function parseErrorOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
