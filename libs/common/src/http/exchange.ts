import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';

/** An answer with all of its body. */
export interface RawAnswer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Sends a request and gathers its answer, without the stream that undici's `request` would make for each body. */
export const exchange = (pool: Pool, options: Dispatcher.DispatchOptions): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let statusCode = 0;
    let headers: IncomingHttpHeaders = {};
    pool.dispatch(options, {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, status, given) => {
        statusCode = status;
        headers = given;
      },
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () =>
        resolve({ statusCode, headers, bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) }),
      onResponseError: (_controller, error) => reject(error),
    });
  });
