import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A connection on which requests follow each other without waiting for answers. */
export class Pipeline {
  /** Of the answers so far, in their order. */
  readonly statuses: number[] = [];
  private tail = '';
  private readonly socket: Socket;

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (chunk: Buffer) => this.look(chunk));
    this.socket.on('error', () => undefined);
  }

  write(text: string): this {
    this.socket.write(text);
    return this;
  }

  ask(headers: Record<string, string>, paths: string[]): this {
    return this.write(paths.map((path) => `GET ${path} HTTP/1.1\r\n${linesOf(headers)}\r\n`).join(''));
  }

  post(headers: Record<string, string>, path: string, body: object): this {
    const text = JSON.stringify(body);
    const all = { ...headers, 'content-type': 'application/json', 'content-length': String(text.length) };
    return this.write(`POST ${path} HTTP/1.1\r\n${linesOf(all)}\r\n${text}`);
  }

  /** Reads nothing from now on. */
  stopReading(): this {
    this.socket.pause();
    return this;
  }

  /** Reads a little now and then, until `count` answers have come. */
  async readSlowly(count: number): Promise<void> {
    while (this.statuses.length < count) {
      this.socket.resume();
      await once(this.socket, 'data');
      this.socket.pause();
      await sleep(1);
    }
    this.socket.resume();
  }

  hangUp(): void {
    this.socket.destroy();
  }

  /** A status line may lie across two chunks. */
  private look(chunk: Buffer): void {
    const text = this.tail + chunk.toString('latin1');
    const found = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)];
    this.statuses.push(...found.map(([, status]) => Number(status)));
    const last = found.at(-1);
    this.tail = text.slice(Math.max(last ? last.index + last[0].length : 0, text.length - 16));
  }
}

const linesOf = (headers: Record<string, string>): string =>
  Object.entries({ host: 'gateway', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
