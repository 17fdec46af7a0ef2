import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What DynamoDB answers instead of doing what it was asked. */
export interface Failure {
  status: number;
  type: string;
  message: string;
}

/**
 * Called with the operation of each request, such as `UpdateItem`. What it returns happens to that request: an answer, the
 * end of its connection, or nothing at all.
 */
export type Script = (operation: string) => Failure | 'cut' | 'unanswered' | undefined;

/** Stands before DynamoDB Local: counts requests, and lets a test slow them down or fail them as DynamoDB would. */
export class DynamoDbFront {
  readonly requests = new Map<string, number>();
  delayMs = 0;
  script: Script = () => undefined;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private readonly server = createServer((asked, answer) => void this.serve(asked, answer));

  constructor(private readonly target: URL) {}

  async open(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  count(operation: string): number {
    return this.requests.get(operation) ?? 0;
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    this.agent.destroy();
    await closed;
  }

  private async serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const operation = String(asked.headers['x-amz-target']).split('.')[1] ?? '';
    this.requests.set(operation, this.count(operation) + 1);
    const failure = this.script(operation);
    if (this.delayMs > 0) await sleep(this.delayMs);
    if (failure === 'cut') answer.destroy();
    else if (failure === 'unanswered') asked.resume();
    else if (failure) fail(asked, answer, failure);
    else this.pass(asked, answer);
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, headers, url } = asked;
    const { hostname, port } = this.target;
    const passed = request({ method, headers, path: url, hostname, port, agent: this.agent }, (received) => {
      answer.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    // Nobody waits for it any more: its connection would stay taken.
    answer.once('close', () => passed.destroy());
    asked.pipe(passed);
  }
}

function fail(asked: IncomingMessage, answer: ServerResponse, { status, type, message }: Failure): void {
  asked.resume();
  answer.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  answer.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message }));
}
