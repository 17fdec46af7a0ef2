import { REQUEST_ID_HEADER, requestIdOf } from './request-id';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the id of a request', () => {
  it.each(['a', 'frontend-1.2_3', '0f8fad5b-d9cb-469f-a165-70867728950e', 'x'.repeat(64)])(
    'is the caller’s own: %s',
    (id) => expect(requestIdOf({ [REQUEST_ID_HEADER]: id })).toBe(id),
  );

  it.each([
    ['there is none', undefined],
    ['it is empty', ''],
    ['it is too long', 'x'.repeat(65)],
    ['it could forge a log line', 'a\nb'],
    ['it has characters that mean something elsewhere', '"><script>'],
    ['it was given twice', 'a, b'],
  ])('is a new one when %s', (_why, id) => expect(requestIdOf({ [REQUEST_ID_HEADER]: id })).toMatch(UUID));
});
