import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { abortError } from './abort-error';
import { NoAnswerError } from '../failures/errors';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const BROKEN = ['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/**
 * One request and its whole answer. The time limit is for all of it, the wait for a free connection among it.
 *
 * It stands on undici's `dispatch`, since a stream for each answer costs a sixth of the request.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Pick<Dispatcher.DispatchOptions, 'path' | 'headers' | 'body'>,
  { limitMs, signal }: { limitMs: number; signal?: AbortSignal | undefined },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortError());
    dispatcher.dispatch({ ...request, method: 'POST' }, new Exchange(limitMs, signal, resolve, reject));
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  private readonly timer: NodeJS.Timeout;
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private failure: Error | undefined;

  constructor(
    limitMs: number,
    private readonly signal: AbortSignal | undefined,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.timer = setTimeout(() => this.end(new NoAnswerError(`no answer within ${limitMs} ms`)), limitMs);
    signal?.addEventListener('abort', this.onAbort);
  }

  /** One that ended while it waited for a connection is not sent any more. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.failure) controller.abort(this.failure);
  }

  onResponseStart(_controller: unknown, status: number, headers: IncomingHttpHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.settle();
    const [first, ...others] = this.chunks;
    const body = others.length === 0 ? first : Buffer.concat(this.chunks);
    this.resolve({ status: this.status, headers: this.headers, text: body?.toString() ?? '' });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.settle();
    this.reject(asFailure(error));
  }

  private readonly onAbort = (): void => this.end(abortError());

  private end(failure: Error): void {
    this.settle();
    this.failure = failure;
    this.reject(failure);
    this.controller?.abort(failure);
  }

  private settle(): void {
    clearTimeout(this.timer);
    this.signal?.removeEventListener('abort', this.onAbort);
  }
}

/** A connection that broke, by the name that the SDK has for it too; other errors are as they came. */
const asFailure = (error: Error & { code?: string }): Error =>
  BROKEN.includes(error.code ?? '') ? new NoAnswerError(error.message, { cause: error }) : error;
