import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { RawRequest } from '@app/common/http';

/** Nothing is read from it or written to it. */
const NO_CONNECTION = new Socket({ readable: false, writable: false });

/** A request as Node's HTTP server would have read it. */
export function requestInMemory({ method, path, headers, body }: RawRequest): IncomingMessage {
  const request = new IncomingMessage(NO_CONNECTION);
  request.httpVersion = '1.1';
  request.httpVersionMajor = 1;
  request.httpVersionMinor = 1;
  request.method = method;
  request.url = path;
  request.headers = body === null ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  if (body !== null) request.push(body);
  request.push(null);
  request.complete = true;
  return request;
}
