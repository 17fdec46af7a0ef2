import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** For answers that are data and never a page: nothing in them may run, be framed or be taken for another type. */
const addSecurityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  xFrameOptions: { action: 'deny' },
});

/** Nobody keeps an answer, unless its route says otherwise. */
const KEPT_BY_NOBODY = { 'cache-control': 'no-store' };

export const SECURITY_HEADERS = { ...headersOf(addSecurityHeaders), ...KEPT_BY_NOBODY };

function headersOf(middleware: typeof addSecurityHeaders): Readonly<Record<string, string>> {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  middleware(response.req, response, () => undefined);
  return response.getHeaders() as Record<string, string>;
}

const HEADERS = new Map(Object.entries(SECURITY_HEADERS));

/** Has them whoever answers: a route, the hook for preflights, or Node itself where a request has no host. */
export class SecureResponse<Request extends IncomingMessage> extends ServerResponse<Request> {
  constructor(request: Request) {
    super(request);
    this.setHeaders(HEADERS);
  }
}
