import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { asDomainError, tellRequestId } from '@app/common/http';
import { allowedOrigins, type GatewayConfig } from '../config/gateway.config';
import { sendError } from '../errors/errors.filter';
import { allowOrigin } from './cors';
import { acceptJsonOnly, BODY_LIMIT_BYTES } from './json-body';
import { answerMalformedHttp } from './malformed-http';
import { SecureResponse } from './security-headers';

/** From a connection's first byte to the last of its request: who sends more slowly holds nothing for longer. */
const REQUEST_TIME_LIMIT_MS = 10_000;

/** Longer than any header section, so never the reason for a refusal: an odd value is for the routes to answer. */
const MAX_PARAMETER_CHARACTERS = 16_384;

type AdapterConfig = Pick<GatewayConfig, 'CORS_ORIGINS' | 'NODE_ENV' | 'TRUSTED_PROXIES' | 'UNREAD_ANSWER_SECONDS'>;

/** The HTTP server: what it answers before and outside of routes has the same form as what routes answer. */
export function createGatewayAdapter(config: AdapterConfig): FastifyAdapter {
  const origins = allowedOrigins(config);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.TRUSTED_PROXIES ?? false,
    requestTimeout: REQUEST_TIME_LIMIT_MS,
    // On a connection on which nothing moves, while it is not waited for a next request.
    connectionTimeout: config.UNREAD_ANSWER_SECONDS * 1_000,
    // Node looks every half a minute otherwise, and lets headers take a minute.
    http: {
      headersTimeout: REQUEST_TIME_LIMIT_MS,
      connectionsCheckingInterval: 1_000,
      ServerResponse: SecureResponse,
    },
    routerOptions: { maxParamLength: MAX_PARAMETER_CHARACTERS },
    // While the server closes, what still arrives on open connections is answered as ever.
    return503OnClosing: false,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      allowOrigin(origins, request, reply);
      tellRequestId(request, reply);
      sendError(reply, asDomainError(error));
    },
    clientErrorHandler: answerMalformedHttp,
  });
  acceptJsonOnly(adapter);
  return adapter;
}
