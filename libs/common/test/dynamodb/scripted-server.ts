import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  /** In milliseconds of this machine. */
  at: number;
}

export type Play = (response: ServerResponse) => unknown;

export interface ScriptedServer {
  url: string;
  received: Received[];
  close: () => Promise<void>;
}

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

export const answers =
  (status: number, body: string, headers: Record<string, string> = {}): Play =>
  (response) =>
    response.writeHead(status, { ...JSON_TYPE, 'x-amzn-requestid': 'R1', ...headers }).end(body);

export const succeeds = answers(200, '{}');

export const refuses = (name: string, status = 400, headers?: Record<string, string>): Play =>
  answers(status, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'no' }), headers);

export const staysSilent: Play = () => undefined;

export const breaks: Play = (response) => response.socket!.resetAndDestroy();

export const breaksInTheMidst: Play = (response) => {
  response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' });
  response.write('{"Item":');
  setImmediate(() => response.socket!.destroy());
};

/** In the place of DynamoDB: plays one part for each request, the last one again and again, and remembers what was asked. */
export async function scriptedServer(...script: Play[]): Promise<ScriptedServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const play = script[Math.min(received.length, script.length - 1)]!;
      received.push({ headers: request.headers, body, at: performance.now() });
      play(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
