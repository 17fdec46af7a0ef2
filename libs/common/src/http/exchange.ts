import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher, Pool } from 'undici';
import { DomainError } from '@app/common/errors';

/** An answer with all of its body. */
export interface RawAnswer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** `ServiceTransport.exchange` by undici, without the stream that its `request` would make for each body. */
export const exchange = (pool: Pool, options: Dispatcher.DispatchOptions, gone?: AbortSignal): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let statusCode = 0;
    let headers: IncomingHttpHeaders = {};
    let sent: Dispatcher.DispatchController | undefined;
    const isKept = (): boolean => sent !== undefined && options.method !== 'GET';
    const giveUp = (): void => {
      if (isKept()) return;
      reject(new DomainError('caller_gone'));
      sent?.abort(new DomainError('caller_gone'));
    };
    const settle = (): void => gone?.removeEventListener('abort', giveUp);
    if (gone?.aborted) return giveUp();
    gone?.addEventListener('abort', giveUp);
    pool.dispatch(options, {
      onRequestStart: (controller) => {
        if (gone?.aborted) controller.abort(new DomainError('caller_gone'));
        else sent = controller;
      },
      onResponseStart: (_controller, status, given) => {
        statusCode = status;
        headers = given;
      },
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => {
        settle();
        resolve({ statusCode, headers, bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) });
      },
      onResponseError: (_controller, error) => {
        settle();
        reject(error);
      },
    });
  });
