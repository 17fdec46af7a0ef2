import fc from 'fast-check';
import { documentedTargets, type Target } from './documented-targets';
import type { Known } from './known';
import { framed, oddBody } from './odd-bodies';
import { oddBytes, oddJson, often } from './odd-values';

const QUERIES = [
  ...['limit', 'prefix', 'before', 'after', 'around', 'cursor', 'archived', 'after_number', 'after_revision'],
  ...['since', 'wait', 'limit[]', '__proto__', 'other'],
];
const OTHER_ADDRESSES = ['*', '/api/messages', 'http://elsewhere.example/api/messages'];
const METHODS = ['DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'QUERY', 'SEARCH', 'CONNECT', 'get', 'FOO', ''];
const HEADERS = [
  ...['accept', 'accept-encoding', 'content-encoding', 'cookie', 'expect', 'if-none-match', 'if-match', 'range'],
  ...[
    'last-event-id',
    'origin',
    'access-control-request-method',
    'idempotency-key',
    'x-request-id',
    'traceparent',
    'x-forwarded-for',
  ],
  ...['upgrade', 'connection', 'host', 'te', 'trailer', 'x-http-method-override', '__proto__', 'constructor'],
];
const HEADER_VALUES = [
  ...['*', 'gzip', 'br;q=0', 'identity;q=0', '100-continue', 'close', 'upgrade', 'h2c', 'W/"x", *', 'bytes=0-1'],
  ...[
    '"0"',
    '"1", W/"2"',
    'true',
    'http://localhost:3000',
    'null',
    'POST',
    'key-1',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  ],
];

const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(...QUERIES),
      fc.oneof(oddBytes, fc.constantFrom('1', '200', '0', '-1', '1e3', '999999999999')),
    ),
    {
      maxLength: 3,
    },
  )
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join('&')}`));

/** An operation of the contract, sometimes with another method or a query, or any address at all. */
const target = (known: Known): fc.Arbitrary<Target> =>
  fc
    .tuple(
      fc.oneof(
        { weight: 20, arbitrary: documentedTargets(known) },
        { weight: 1, arbitrary: oddBytes.map((bytes): Target => ['GET', `/${bytes}`]) },
        { weight: 1, arbitrary: fc.constantFrom(...OTHER_ADDRESSES).map((path): Target => ['OPTIONS', path]) },
      ),
      often(fc.constant(undefined), fc.constantFrom(...METHODS)),
      query,
    )
    .map(([[method, path], other, search]) => [other ?? method, path + search]);

const header: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...HEADERS),
    fc.oneof(oddBytes, fc.constantFrom(...HEADER_VALUES)),
    often(fc.constant(': '), fc.constantFrom(':', ' : ', '', ':\r\n ')),
  )
  .map(([name, value, between]) => name + between + value);

const authorization = ({ tokens }: Known): fc.Arbitrary<string[]> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...tokens).map((token) => [`authorization: Bearer ${token}`]) },
    { weight: 1, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: oddBytes.map((bytes) => [`authorization: Bearer ${bytes}`]) },
    { weight: 1, arbitrary: oddToken(tokens[0]!) },
  );

/** Parts of a token in an order of their own, or with claims that nobody has signed. */
const oddToken = (token: string): fc.Arbitrary<string[]> => {
  const [head = '', , signature = ''] = token.split('.');
  return fc
    .tuple(
      fc.constantFrom(head, signature, 'e30', 'bnVsbA'),
      oddJson.map((json) => Buffer.from(json.slice(0, 2_000)).toString('base64url')),
    )
    .map(([first, claims]) => [`authorization: Bearer ${first}.${claims}.${signature}`]);
};

const CONTENT_TYPES = [
  'text/plain',
  'application/json; charset=utf-16',
  'multipart/form-data',
  'application/json, text/html',
  '',
];
const VERSIONS = ['HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'HTTP', ''];

/** One request, byte for byte. */
export const oddRequest = (known: Known): fc.Arbitrary<Buffer> =>
  fc
    .record({
      target: target(known),
      version: often(fc.constant('HTTP/1.1'), fc.constantFrom(...VERSIONS)),
      host: often(
        fc.constant<string[]>(['host: fuzz']),
        fc.constantFrom<string[]>([], ['host: a', 'host: b'], ['host: ://']),
      ),
      authorization: authorization(known),
      contentType: often(fc.constant('application/json'), fc.oneof(fc.constantFrom(...CONTENT_TYPES), oddBytes)),
      headers: often(fc.constant<string[]>([]), fc.array(header, { minLength: 1, maxLength: 4 }), 2),
      body: framed(oddBody(known)),
    })
    .map(({ target: [method, path], version, host, contentType, body: { headers: framing, bytes }, ...others }) => {
      const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
      const lines = [
        `${method} ${path} ${version}`,
        ...host,
        ...others.authorization,
        ...others.headers,
        ...(hasBody ? [`content-type: ${contentType}`, ...framing] : []),
      ];
      return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), hasBody ? bytes : Buffer.alloc(0)]);
    });

/** What goes through one connection: requests one behind the other, cut into pieces anywhere. */
export const oddConnection = (known: Known): fc.Arbitrary<Buffer[]> =>
  fc
    .tuple(fc.array(oddRequest(known), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(2_000), { maxLength: 3 }))
    .map(([requests, cuts]) => {
      const all = Buffer.concat(requests);
      const places = [0, ...cuts.filter((cut) => cut < all.length).sort((a, b) => a - b), all.length];
      return places.slice(1).map((place, i) => all.subarray(places[i], place));
    });
