import { DocumentedAnswers } from '../support/contract/documented-answers';

const documented = new DocumentedAnswers();

/** An address ends where a fragment begins. */
const REQUEST_LINE = /^([A-Z]+) (\/[^\s#]*)\S* HTTP\/1\.[01]\r\n/;
const INTERIM = /^(HTTP\/1\.1 1\d\d [^\r\n]*\r\n\r\n)+/;
const ANSWER = /^HTTP\/1\.1 (\d{3}) [^\r\n]*\r\n(.*?)\r\n\r\n(.*)$/s;

/**
 * What of the first answer on a connection is not documented for the first request on it. Nothing is said of what the
 * document does not cover: bytes that are no request, which is answered without a request's id, addresses with an empty
 * part or handle, which some routes take for a parameter, and bodies that are packed or have not arrived as a whole.
 */
export function deviationOfFirst(sent: string, received: string): string | undefined {
  const [, method, path] = REQUEST_LINE.exec(sent) ?? [];
  const [, status, head, rest] = ANSWER.exec(received.replace(INTERIM, '')) ?? [];
  if (method === undefined || path === undefined || status === undefined) return undefined;
  if (/\/@?(\/|\?|$)/.test(path)) return undefined;
  const headers = headersOf(head ?? '');
  if (headers['x-request-id'] === undefined || headers['content-encoding'] !== undefined) return undefined;
  const length = Number(headers['content-length'] ?? 0);
  const body = method === 'HEAD' ? '' : (rest ?? '').slice(0, length);
  if (headers['transfer-encoding'] !== undefined || (method !== 'HEAD' && body.length < length)) return undefined;
  const text = Buffer.from(body, 'latin1').toString();
  return documented.deviation({ method, path, status: Number(status), headers, body: text });
}

const headersOf = (head: string): Record<string, string> =>
  Object.fromEntries(
    head.split('\r\n').map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()] as const;
    }),
  );
