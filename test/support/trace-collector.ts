import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface ExportedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: Attribute[];
}

interface ExportRequest {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: ExportedSpan[] }[] }[];
}

export interface CollectedSpan extends ExportedSpan {
  service: string;
}

/** A span with those that it has led to. */
export interface SpanTree {
  name: string;
  service: string;
  children: SpanTree[];
}

/** An OTLP/HTTP collector that keeps what it is sent. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  /** From now on it takes what it is sent, and never answers. */
  isStuck = false;
  private readonly server = createServer((request, response) => {
    // The sender may be stopped in the middle of it.
    this.take(request, response).catch(() => response.destroy());
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  /** The one tree of a trace. @throws when its spans are not, or not yet, all of one tree. */
  tree(traceId: string): SpanTree {
    const spans = this.spans.filter((span) => span.traceId === traceId);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const roots = spans.filter(({ parentSpanId }) => !parentSpanId || !ids.has(parentSpanId));
    const [root] = roots;
    if (roots.length !== 1 || !root) throw new Error(`${roots.length} of ${spans.length} spans have no parent`);
    return treeOf(root, spans);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { resourceSpans } = (await json(request)) as ExportRequest;
    if (this.isStuck) return;
    for (const { resource, scopeSpans } of resourceSpans) {
      const service = String(resource.attributes.find(({ key }) => key === 'service.name')?.value['stringValue']);
      for (const { spans } of scopeSpans) this.spans.push(...spans.map((span) => ({ ...span, service })));
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }
}

/** Children by name, since those that were made at the same time end in any order. */
const treeOf = ({ name, service, spanId }: CollectedSpan, spans: CollectedSpan[]): SpanTree => ({
  name,
  service,
  children: spans
    .filter(({ parentSpanId }) => parentSpanId === spanId)
    .map((child) => treeOf(child, spans))
    .toSorted((one, other) => one.name.localeCompare(other.name)),
});
