import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LiveEvent } from '../live/live-event';
import { LocalServer } from './local-server';

/** What happens on a connection: events, then it stays open, ends or breaks; or a refusal. */
export type Connected =
  { events?: Partial<LiveEvent>[]; then?: 'open' | 'end' | 'cut' } | { status: number; codes: string[] };

/** Streams events as a test says, and answers all else from a table of addresses. */
export class EventGateway extends LocalServer {
  readonly opened: URL[] = [];
  readonly asked: string[] = [];
  readonly answers: Record<string, (url: URL) => { body: unknown; headers?: Record<string, string> }> = {};
  readonly refusals: Record<string, { status: number; codes: string[] }> = {};
  private streams: ServerResponse[] = [];

  private constructor(private readonly script: (turn: number) => Connected) {
    super();
  }

  static start(script: (turn: number) => Connected = () => ({})): Promise<EventGateway> {
    return new EventGateway(script).listen();
  }

  get open(): number {
    return this.streams.length;
  }

  tell(...events: Partial<LiveEvent>[]): void {
    for (const stream of this.streams) for (const event of events) stream.write(linesOf(event));
  }

  protected answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '', this.url);
    if (url.pathname === '/api/events' && !url.searchParams.has('wait')) return this.stream(url, request, response);
    this.asked.push(`${request.method} ${url.pathname}${url.search}`);
    const refusal = this.refusals[url.pathname];
    if (refusal) return this.refuse(response, refusal);
    const answer = this.answers[url.pathname]?.(url);
    const { body = ['not_found'], headers = {} } = answer ?? {};
    response
      .writeHead(answer ? 200 : 404, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body));
  }

  private refuse(response: ServerResponse, { status, codes }: { status: number; codes: string[] }): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(codes));
  }

  private stream(url: URL, request: IncomingMessage, response: ServerResponse): void {
    this.opened.push(url);
    const turn = this.script(this.opened.length - 1);
    if ('status' in turn) return this.refuse(response, turn);
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    this.streams.push(response);
    response.once('close', () => (this.streams = this.streams.filter((each) => each !== response)));
    const text = (turn.events ?? []).map(linesOf).join('');
    // In pieces, as a network may: a letter of two bytes is torn apart too.
    for (const byte of Buffer.from(text)) response.write(Buffer.from([byte]));
    if (turn.then === 'end') response.end();
    if (turn.then === 'cut') setImmediate(() => request.socket.destroy());
  }
}

const linesOf = ({ id, event, data }: Partial<LiveEvent>): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
