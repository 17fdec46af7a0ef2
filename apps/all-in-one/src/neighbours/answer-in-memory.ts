import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import type { RawAnswer } from '@app/common/http';

/**
 * An answer that is handed over whole, without having been written to a connection. To whoever writes it, it finishes and
 * closes as one on a connection does.
 */
export class AnswerInMemory extends ServerResponse {
  private readonly chunks: Buffer[] = [];

  constructor(
    request: IncomingMessage,
    private readonly handOver: (answer: RawAnswer) => void,
  ) {
    super(request);
  }

  override writeHead(statusCode: number, ...rest: (string | OutgoingHttpHeaders | OutgoingHttpHeader[] | undefined)[]) {
    this.statusCode = statusCode;
    const headers = rest.at(-1);
    if (typeof headers === 'object' && !Array.isArray(headers)) {
      for (const [name, value] of Object.entries(headers)) if (value !== undefined) this.setHeader(name, value);
    }
    return this;
  }

  override write(chunk: string | Uint8Array): boolean {
    this.chunks.push(Buffer.from(chunk));
    return true;
  }

  override end(chunk?: unknown): this {
    if (this.finished || this.destroyed) return this;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
    this.finished = true;
    const [first = Buffer.alloc(0), ...others] = this.chunks;
    this.handOver({
      statusCode: this.statusCode,
      headers: asReceived(this.getHeaders()),
      bytes: others.length === 0 ? first : Buffer.concat(this.chunks),
    });
    process.nextTick(() => {
      this.emit('finish');
      this.emit('close');
    });
    return this;
  }

  /** As when the connection breaks: whoever works on it learns that nobody waits. */
  abandon(): void {
    if (this.finished || this.destroyed) return;
    this.destroy();
    this.emit('close');
  }
}

// Node sets it when the last byte has gone out, by which `followRequests` and others tell whether a caller got its answer.
Object.defineProperty(AnswerInMemory.prototype, 'writableFinished', {
  get(this: AnswerInMemory): boolean {
    return this.finished;
  },
});

const asReceived = (headers: OutgoingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  );
