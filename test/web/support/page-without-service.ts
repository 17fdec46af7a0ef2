import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const BUILT = join(__dirname, '../../../dist/web');

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The built page under its policy, where the service behind it is away; what the page would have called with is kept. */
export class PageWithoutService {
  readonly tokens: string[] = [];
  signIn: { endpoint: string; [name: string]: string } = { endpoint: '' };
  private readonly server = createServer((request, response) => void this.answer(request, response));

  static async start(): Promise<PageWithoutService> {
    const page = new PageWithoutService();
    page.server.listen(0, '127.0.0.1');
    await once(page.server, 'listening');
    return page;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async answer({ url = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(url, this.url);
    if (pathname.startsWith('/api/')) {
      this.tokens.push(headers.authorization?.replace('Bearer ', '') ?? '');
      response.writeHead(502).end();
    } else if (pathname === '/config.json') {
      response.end(JSON.stringify({ sign_in: this.signIn, demo: null, stack_status: false }));
    } else {
      const file = pathname === '/' ? 'index.html' : pathname;
      const type = TYPES[extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, 'content-security-policy': this.policy });
      response.end(await readFile(join(BUILT, file)));
    }
  }

  private get policy(): string {
    return [
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:",
      `connect-src 'self' ${this.signIn.endpoint}`,
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ].join('; ');
  }
}
