import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface ScriptedAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** An answer; or the connection ends without one, or hangs. */
export type Turn = ScriptedAnswer | 'cut' | 'silent';

/** A server on a socket that answers as a test says, and remembers what it was asked. */
export class ScriptedGateway {
  readonly seen: SeenRequest[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  private constructor(private readonly script: (request: SeenRequest, turn: number) => Turn | Promise<Turn>) {}

  /** Takes its turns from a list, or from what it is asked; the last of a list again and again. */
  static async start(
    script: Turn[] | ((request: SeenRequest, turn: number) => Turn | Promise<Turn>),
  ): Promise<ScriptedGateway> {
    const gateway = new ScriptedGateway(
      Array.isArray(script) ? (_request, turn) => script[Math.min(turn, script.length - 1)]! : script,
    );
    gateway.server.listen(0, '127.0.0.1');
    await once(gateway.server, 'listening');
    return gateway;
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

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await text(request);
    const { method = '', url = '', headers } = request;
    const seen: SeenRequest = { method, url, headers, body: sent === '' ? undefined : JSON.parse(sent) };
    this.seen.push(seen);
    const turn = await this.script(seen, this.seen.length - 1);
    if (turn === 'silent') return;
    if (turn === 'cut') return void request.socket.destroy();
    const { status = 200, headers: told = {}, body = {} } = turn;
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...told }).end(content);
  }
}
