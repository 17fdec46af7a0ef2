import { isPassingAwsFailure } from './passing-failure';

const failure = (name: string, fields: object = {}): Error => Object.assign(new Error('failed'), { name, ...fields });

describe('a failure of a request to AWS', () => {
  it.each([
    ['throttled', failure('ThrottlingException')],
    ['a 5xx', failure('InternalServerError', { $fault: 'server', $metadata: { httpStatusCode: 500 } })],
    ['a time limit', failure('TimeoutError')],
    ['a connection that failed', failure('Error', { code: 'ECONNRESET' })],
  ])('may pass: %s', (_what, error) => expect(isPassingAwsFailure(error)).toBe(true));

  it.each([
    ['a wrong request', failure('ValidationException', { $fault: 'client', $metadata: { httpStatusCode: 400 } })],
    ['a right that is missing', failure('AccessDeniedException')],
    ['a fault of the code', new TypeError('x is not a function')],
  ])('will not pass: %s', (_what, error) => expect(isPassingAwsFailure(error)).toBe(false));
});
