import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

interface ListUsersRequest {
  Limit: number;
  PaginationToken?: string;
}

interface PoolAttribute {
  Name: string;
  Value: string;
}

/** Speaks Cognito's JSON protocol as far as ListUsers goes: in pages, which cognito-local has not, and with refusals. */
export class ScriptedPool {
  readonly requests: ListUsersRequest[] = [];
  /** The next requests are refused with these, one each. */
  readonly refusals: string[] = [];
  private readonly server = createServer((request, response) => {
    void this.answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': CONTENT_TYPE }).end(JSON.stringify(body));
    });
  });

  constructor(private readonly users: PoolAttribute[][]) {}

  async listen(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: object }> {
    const asked = JSON.parse(await text(request)) as ListUsersRequest;
    this.requests.push(asked);
    const refusal = this.refusals.shift();
    if (refusal) return { status: 400, body: { __type: refusal, message: 'Rate exceeded' } };
    const start = Number(asked.PaginationToken ?? 0);
    const end = start + asked.Limit;
    const Users = this.users.slice(start, end).map((Attributes) => ({
      Username: Attributes[0]?.Value,
      Attributes,
      Enabled: true,
      UserStatus: 'CONFIRMED',
      UserCreateDate: 1_767_225_600,
    }));
    return { status: 200, body: { Users, ...(end < this.users.length && { PaginationToken: String(end) }) } };
  }
}
