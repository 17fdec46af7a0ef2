import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const compress = promisify(gzip);

/** What is sent as it is, time and again: read and compressed once, when it is first asked for. */
export class DocumentFile {
  private kept: Promise<{ plain: Buffer; gzipped: Buffer }> | undefined;

  constructor(
    private readonly type: string,
    private readonly read: () => Promise<Buffer>,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { plain, gzipped } = await (this.kept ??= this.load());
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    reply.type(this.type).header('vary', 'accept-encoding');
    if (takesGzip) reply.header('content-encoding', 'gzip');
    await reply.send(takesGzip ? gzipped : plain);
  }

  private async load(): Promise<{ plain: Buffer; gzipped: Buffer }> {
    const plain = await this.read();
    return { plain, gzipped: await compress(plain) };
  }
}
