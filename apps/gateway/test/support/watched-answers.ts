import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DocumentedAnswers } from '../../../../test/support/contract/documented-answers';

const documented = new DocumentedAnswers();

/** Every answer of a gateway, held against the OpenAPI document. */
export class WatchedAnswers {
  private readonly bodies = new WeakMap<FastifyRequest, string>();
  private readonly deviations: string[] = [];

  /** The last hook to see a body sees what is compressed and measured then. */
  watch(instance: FastifyInstance): void {
    instance.addHook('onSend', (request, _reply, payload, done) => {
      if (typeof payload === 'string' || Buffer.isBuffer(payload)) this.bodies.set(request, payload.toString());
      done();
    });
    instance.addHook('onResponse', (request, reply, done) => {
      const { method, url } = request;
      const headers = { ...reply.raw.getHeaders(), ...reply.getHeaders() };
      const body = this.bodies.get(request) ?? '';
      const deviation = documented.deviation({ method, path: url, status: reply.statusCode, headers, body });
      if (deviation !== undefined) this.deviations.push(deviation);
      done();
    });
  }

  /** @throws Error naming those that are not. */
  areDocumented(): void {
    if (this.deviations.length > 0) throw new Error(`not as documented:\n${this.deviations.join('\n')}`);
  }
}
