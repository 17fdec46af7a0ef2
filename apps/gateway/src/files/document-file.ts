import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendField } from '../answers/append-field';
import { entityTag, isNamed } from '../answers/entity-tag';

const compress = promisify(gzip);

interface Whole {
  plain: Buffer;
  gzipped: Buffer;
  tag: string;
}

/** What is sent as it is, time and again: read and compressed once, when it is first asked for. */
export class DocumentFile {
  private kept: Promise<Whole> | undefined;

  constructor(
    private readonly type: string,
    private readonly read: () => Promise<Buffer>,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { plain, gzipped } = await this.whole();
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    reply.type(this.type);
    appendField(reply, 'vary', 'accept-encoding');
    if (takesGzip) reply.header('content-encoding', 'gzip');
    await reply.send(takesGzip ? gzipped : plain);
  }

  /** The same, but without the bytes for a caller that has them. */
  async sendIfChanged(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { tag } = await this.whole();
    reply.header('etag', tag);
    if (!isNamed(tag, request.headers['if-none-match'])) return this.send(request, reply);
    appendField(reply, 'vary', 'accept-encoding');
    await reply.status(304).send();
  }

  private whole(): Promise<Whole> {
    return (this.kept ??= this.load());
  }

  private async load(): Promise<Whole> {
    const plain = await this.read();
    return { plain, gzipped: await compress(plain), tag: entityTag(plain) };
  }
}
