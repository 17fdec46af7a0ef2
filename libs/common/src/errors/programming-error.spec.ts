import { errors } from 'undici';
import { DomainError } from './domain-error';
import { isProgrammingError } from './programming-error';

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

/** Newer engines write JSON of any depth, so no value is too deep for all of them. */
const endless = (): number => 1 + endless();

const ofItself = (): unknown => {
  const value: { itself?: unknown } = {};
  value.itself = value;
  return value;
};

it.each([
  ['a stack that is full', thrownBy(endless)],
  ['a value that cannot be written', thrownBy(() => JSON.stringify(ofItself()))],
  ['a field of nothing', thrownBy(() => (undefined as unknown as { field: string }).field)],
  ['an address that cannot be', thrownBy(() => decodeURIComponent('%zz'))],
  ['a request that cannot be made', new errors.InvalidArgumentError('path must be an absolute URL')],
])('is %s', (_what, error) => {
  expect(isProgrammingError(error)).toBe(true);
});

it.each([
  ['a connection that is refused', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  ['several of them', new AggregateError([new Error('connect')])],
  ['a socket that closed', new errors.SocketError('other side closed')],
  ['a time limit', new errors.HeadersTimeoutError('late')],
  ['an error of ours', new DomainError('service_unavailable')],
  ['what is no error', 'TypeError'],
])('is not %s', (_what, error) => {
  expect(isProgrammingError(error)).toBe(false);
});
