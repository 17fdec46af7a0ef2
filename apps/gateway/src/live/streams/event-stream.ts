import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LiveEvent } from '@app/common/contracts';
import { tellRequestId } from '@app/common/http';
import type { Cut } from './live-metrics';

export const HEARTBEAT_MS = 20_000;
const MOST_UNSENT_BYTES = 256 * 1_024;
const LONGEST_UNSENT_MS = 10_000;

/** One answer to `GET /api/events` that goes on, as lines of Server-Sent Events. */
export class EventStream {
  private heartbeatAt = performance.now() + HEARTBEAT_MS;
  private unsentSince: number | undefined;

  private constructor(private readonly answer: ServerResponse) {}

  /** Takes the answer out of the hands of the server. */
  static begin(request: FastifyRequest, reply: FastifyReply): EventStream {
    tellRequestId(request, reply);
    reply.hijack();
    const { raw: answer } = reply;
    answer.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      // Behind its end nothing is asked on it: a server that closes waits for no idle connection.
      connection: 'close',
    });
    answer.socket?.setTimeout(0);
    answer.socket?.setNoDelay(true);
    return new EventStream(answer);
  }

  write({ event, data }: LiveEvent, id: string): void {
    this.answer.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Resolves when the reader has taken enough of what was written; undefined where it has. */
  room(): Promise<void> | undefined {
    const { answer } = this;
    if (!answer.writableNeedDrain || answer.destroyed) return undefined;
    return new Promise((resolve) => {
      const go = (): void => {
        answer.off('drain', go).off('close', go);
        resolve();
      };
      answer.once('drain', go).once('close', go);
    });
  }

  /** @param retryMs when to come back, in a field that every reader of such streams knows. */
  end(bye: LiveEvent, id: string, retryMs: number): void {
    this.answer.write(`retry: ${retryMs}\n`);
    this.write(bye, id);
    this.answer.end();
    // Who reads no more does not hear of an end either, and would count for ever.
    const late = setTimeout(() => this.cut(), LONGEST_UNSENT_MS);
    late.unref();
    this.answer.once('close', () => clearTimeout(late));
  }

  /** Resolves when nothing more is on its way to the reader. */
  closed(): Promise<void> {
    const { answer } = this;
    if (answer.closed) return Promise.resolve();
    return new Promise((resolve) => answer.once('close', resolve));
  }

  onceClosed(then: () => void): void {
    this.answer.once('close', then);
  }

  /** For a reader that would not hear of an end. */
  cut(): void {
    this.answer.destroy();
  }

  isHeartbeatDue(now: number): boolean {
    if (now < this.heartbeatAt) return false;
    this.heartbeatAt = now + HEARTBEAT_MS;
    return true;
  }

  /** Why it cannot go on; undefined where it can. */
  faultAt(now: number): Extract<Cut, 'slow'> | undefined {
    const { writableLength } = this.answer;
    this.unsentSince = writableLength === 0 ? undefined : (this.unsentSince ?? now);
    const isStuck = this.unsentSince !== undefined && now - this.unsentSince > LONGEST_UNSENT_MS;
    return writableLength > MOST_UNSENT_BYTES || isStuck ? 'slow' : undefined;
  }
}
