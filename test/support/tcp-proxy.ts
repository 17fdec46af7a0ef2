import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../local-stack/ports/free-port';

/** Stands before a service, so that a test can take the service away from one client alone. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private readonly upstreams = new Set<Socket>();
  private readonly server = createServer((client) => this.join(client));
  private port: number | undefined;
  private withholds = false;

  constructor(private readonly target: URL) {}

  /** Opens the port; after `cut`, the same one. */
  async open(): Promise<void> {
    this.withholds = false;
    this.port ??= await freePort();
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** The target's address, by way of this proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  /** Connections break, and new ones are refused. */
  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Connections stay, and nothing comes through any more. */
  freeze(): void {
    for (const socket of this.sockets) socket.pause();
  }

  /** What clients send still arrives, and they get no answer any more; on request, on new connections neither. */
  withholdAnswers({ onNewConnections = false } = {}): void {
    this.withholds = onNewConnections;
    for (const socket of this.upstreams) socket.pause();
  }

  thaw(): void {
    this.withholds = false;
    for (const socket of this.sockets) socket.resume();
  }

  private join(client: Socket): void {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    this.upstreams.add(upstream);
    if (this.withholds) upstream.pause();
    upstream.on('close', () => this.upstreams.delete(upstream));
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
