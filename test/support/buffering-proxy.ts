import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { LocalServer } from '../../libs/client/src/for-tests/local-server';

/** Stands before a gateway, and tells of an answer nothing until it has all of it, as some do on the way. */
export class BufferingProxy extends LocalServer {
  /** Afterwards what comes is handed on as it comes. */
  isOn = true;
  /** Streams of which a client hears now. */
  heard = 0;
  /** Streams of which none has heard. */
  withheld = 0;

  private constructor(private readonly target: string) {
    super();
  }

  static start(target: string): Promise<BufferingProxy> {
    return new BufferingProxy(target).listen();
  }

  protected answer(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, headers } = asked;
    const { host: _own, ...others } = headers;
    const upstream = request(new URL(asked.url ?? '/', this.target), { method, headers: others }, (answered) => {
      void this.handOn(answered, answer).catch(() => answer.destroy());
    });
    upstream.on('error', () => answer.destroy());
    answer.once('close', () => upstream.destroy());
    asked.pipe(upstream);
  }

  private async handOn(answered: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { statusCode = 502, headers } = answered;
    const isStream = headers['content-type']?.startsWith('text/event-stream') ?? false;
    if (this.isOn) {
      if (isStream) this.withheld += 1;
      const body = await buffer(answered);
      answer.writeHead(statusCode, headers).end(body);
      return;
    }
    if (isStream) this.heard += 1;
    answer.once('close', () => {
      if (isStream) this.heard -= 1;
    });
    answer.writeHead(statusCode, headers).flushHeaders();
    answered.pipe(answer);
  }
}
