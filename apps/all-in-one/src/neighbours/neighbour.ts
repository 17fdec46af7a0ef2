import type { FastifyInstance } from 'fastify';
import { DomainError } from '@app/common/errors';
import { ANSWER_LIMIT_MS, type RawAnswer, type RawRequest, type ServiceTransport } from '@app/common/http';
import { actingAs } from '@app/common/tracing';
import { AnswerInMemory } from './answer-in-memory';
import { requestInMemory } from './request-in-memory';

/**
 * A service as those in the same process call it: its routes, hooks and filters run as for a request that came over HTTP,
 * and only the connection is spared.
 */
export class Neighbour implements ServiceTransport {
  private server: FastifyInstance | undefined;
  private underWay = 0;
  private onIdle: (() => void) | undefined;

  constructor(private readonly service: string) {}

  /** From now on it takes requests. */
  open(server: FastifyInstance): void {
    this.server = server;
  }

  /** Resolves when every request has its answer; a write may go on though its caller has left. */
  async idle(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
  }

  exchange(request: RawRequest, gone?: AbortSignal): Promise<RawAnswer> {
    const { server } = this;
    if (gone?.aborted) return Promise.reject(new DomainError('caller_gone'));
    if (!server) return Promise.reject(new Error(`${this.service} has not started yet`));
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        gone?.removeEventListener('abort', leave);
        this.underWay -= 1;
        if (this.underWay === 0) this.onIdle?.();
      };
      const message = requestInMemory(request);
      const answer = new AnswerInMemory(message, (raw) => {
        settle();
        resolve(raw);
      });
      const giveUp = (why: Error): void => {
        settle();
        answer.abandon();
        reject(why);
      };
      const leave = (): void => giveUp(new DomainError('caller_gone'));
      const timer = setTimeout(() => giveUp(new Error(`no answer within ${ANSWER_LIMIT_MS} ms`)), ANSWER_LIMIT_MS);
      if (request.method === 'GET') gone?.addEventListener('abort', leave);
      this.underWay += 1;
      actingAs(this.service, () => server.routing(message, answer));
    });
  }

  probe(request: RawRequest): Promise<RawAnswer> {
    return this.exchange(request);
  }

  /** One of those who call it has no more to ask. */
  async close(): Promise<void> {}
}
