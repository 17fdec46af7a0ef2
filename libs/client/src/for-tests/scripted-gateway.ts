import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { LocalServer } from './local-server';

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

/** Answers as a test says, and remembers what it was asked. */
export class ScriptedGateway extends LocalServer {
  readonly seen: SeenRequest[] = [];

  private constructor(private readonly script: (request: SeenRequest, turn: number) => Turn | Promise<Turn>) {
    super();
  }

  /** Takes its turns from a list, or from what it is asked; the last of a list again and again. */
  static start(
    script: Turn[] | ((request: SeenRequest, turn: number) => Turn | Promise<Turn>),
  ): Promise<ScriptedGateway> {
    return new ScriptedGateway(
      Array.isArray(script) ? (_request, turn) => script[Math.min(turn, script.length - 1)]! : script,
    ).listen();
  }

  protected async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
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
