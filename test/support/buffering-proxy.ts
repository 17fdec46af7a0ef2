import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Stands before a gateway, and tells of an answer nothing until it has all of it, as some do on the way. */
export class BufferingProxy {
  /** Afterwards what comes is handed on as it comes. */
  isOn = true;
  /** Streams of which a client hears now. */
  heard = 0;
  /** Streams of which none has heard. */
  withheld = 0;
  private readonly server = createServer((asked, answer) => this.forward(asked, answer));

  private constructor(private readonly target: string) {}

  static async start(target: string): Promise<BufferingProxy> {
    const proxy = new BufferingProxy(target);
    await once(proxy.server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private forward(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, headers } = asked;
    const { host: _own, ...others } = headers;
    const upstream = request(new URL(asked.url ?? '/', this.target), { method, headers: others }, (answered) => {
      void this.answer(answered, answer).catch(() => answer.destroy());
    });
    upstream.on('error', () => answer.destroy());
    answer.once('close', () => upstream.destroy());
    asked.pipe(upstream);
  }

  private async answer(answered: IncomingMessage, answer: ServerResponse): Promise<void> {
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
