import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isProbe } from '@app/common/http';
import type { Admission } from './admission';

/**
 * Bounds the requests of every route that is added from now on. A turn begins when all of a request has arrived and ends
 * when its answer is made: who sends or reads slowly holds none. Probes are nobody's load, and always answered.
 */
export function admitRequests(instance: FastifyInstance, admission: Admission): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (isLoad(request)) admission.enter(request, reply);
    done();
  });
  instance.addHook('preValidation', (request) => admission.begin(request));
  instance.addHook('onSend', (request, _reply, _payload, done) => {
    admission.end(request);
    done();
  });
}

const isLoad = (request: FastifyRequest): boolean => !request.is404 && !isProbe(request);
