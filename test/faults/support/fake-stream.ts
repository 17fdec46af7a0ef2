import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { MessageItem } from '@app/common/table';

interface FakeShard {
  id: string;
  parentId: string | undefined;
  /** The part of all keys that it takes, as fractions of 1. */
  from: number;
  to: number;
  isClosed: boolean;
  records: { SequenceNumber: string; item: MessageItem }[];
}

export interface Refusal {
  status: number;
  type: string;
}

interface Request {
  StreamArn?: string;
  ShardId?: string;
  ShardIterator?: string;
  ShardIteratorType?: string;
  SequenceNumber?: string;
  ExclusiveStartShardId?: string;
}

const LISTED_AT_ONCE = 100;
const PAGE = 10;
const TARGET = 'DynamoDBStreams_20120810';

/**
 * The Streams API over HTTP with what DynamoDB Local cannot do: splits, many shards, listings that contradict each other,
 * shards that are gone, and failures of one shard alone. All other requests go on to DynamoDB Local.
 */
export class FakeStream {
  readonly arn: string;
  readonly shards: FakeShard[] = [];
  readonly reads = new Map<string, number>();
  /** What a read of a shard is refused with. */
  refusalOf: (shardId: string) => Refusal | undefined = () => undefined;
  /** Whether a listing lacks a shard. */
  isHidden: (shardId: string) => boolean = () => false;
  private readonly server: Server = createServer((asked, answer) => {
    // One who asks may be killed in the midst of it.
    this.serve(asked, answer).catch(() => answer.destroy());
  });
  private lastSequenceNumber = 0n;

  constructor(
    private readonly target: URL,
    tableName: string,
  ) {
    this.arn = `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}/stream/2026-11-24T00:00:00.000`;
    this.addShard(undefined, 0, 1);
  }

  async open(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get openShards(): FakeShard[] {
    return this.shards.filter(({ isClosed }) => !isClosed);
  }

  put(item: MessageItem): void {
    const place = placeOf(item.message_group_uuid);
    const shard = this.openShards.find(({ from, to }) => from <= place && place < to)!;
    shard.records.push({ SequenceNumber: this.nextSequenceNumber(), item });
  }

  /** Ends a shard, and begins two children that share its keys. */
  split(shard: FakeShard): void {
    const middle = (shard.from + shard.to) / 2;
    shard.isClosed = true;
    this.addShard(shard.id, shard.from, middle);
    this.addShard(shard.id, middle, shard.to);
  }

  /** Trims the shard away, with all that it held. */
  vanish(shard: FakeShard): void {
    this.shards.splice(this.shards.indexOf(shard), 1);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private addShard(parentId: string | undefined, from: number, to: number): void {
    const id = `shardId-${String(this.nextSequenceNumber()).padStart(20, '0')}`;
    this.shards.push({ id, parentId, from, to, isClosed: false, records: [] });
  }

  private nextSequenceNumber(): string {
    this.lastSequenceNumber += 1n;
    // Beyond what a number holds.
    return String(10n ** 20n + this.lastSequenceNumber);
  }

  private async serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const [api, operation] = String(asked.headers['x-amz-target']).split('.');
    if (api !== TARGET) return this.pass(asked, answer);
    const outcome = this.answerTo(operation!, JSON.parse(await text(asked)) as Request);
    answer.writeHead(outcome.status, { 'content-type': 'application/x-amz-json-1.0' });
    answer.end(JSON.stringify(outcome.body));
  }

  private answerTo(operation: string, asked: Request): { status: number; body: unknown } {
    if (operation === 'ListStreams') return { status: 200, body: { Streams: [{ StreamArn: this.arn }] } };
    if (operation === 'DescribeStream') return { status: 200, body: this.listing(asked.ExclusiveStartShardId) };
    const [shardId, position] = asked.ShardIterator?.split(' ') ?? [asked.ShardId!, asked.SequenceNumber ?? '0'];
    const shard = this.shards.find(({ id }) => id === shardId);
    const refusal = shard ? this.refusalOf(shard.id) : { status: 400, type: 'ResourceNotFoundException' };
    if (refusal) return { status: refusal.status, body: { __type: `x#${refusal.type}`, message: refusal.type } };
    if (operation === 'GetShardIterator') return { status: 200, body: { ShardIterator: `${shardId} ${position}` } };
    return { status: 200, body: this.page(shard!, BigInt(position!)) };
  }

  private listing(after: string | undefined) {
    const listed = this.shards.filter(({ id }) => !this.isHidden(id));
    const start = after ? listed.findIndex(({ id }) => id > after) : 0;
    const page = start < 0 ? [] : listed.slice(start, start + LISTED_AT_ONCE);
    const isLast = page.length === 0 || page.at(-1) === listed.at(-1);
    return {
      StreamDescription: {
        Shards: page.map(({ id, parentId, isClosed }) => ({
          ShardId: id,
          ParentShardId: parentId,
          SequenceNumberRange: { StartingSequenceNumber: '1', EndingSequenceNumber: isClosed ? '2' : undefined },
        })),
        LastEvaluatedShardId: isLast ? undefined : page.at(-1)!.id,
      },
    };
  }

  private page(shard: FakeShard, position: bigint) {
    this.reads.set(shard.id, (this.reads.get(shard.id) ?? 0) + 1);
    const rest = shard.records.filter(({ SequenceNumber }) => BigInt(SequenceNumber) > position);
    const page = rest.slice(0, PAGE);
    const last = page.at(-1)?.SequenceNumber ?? String(position);
    return {
      Records: page.map(({ SequenceNumber, item }) => ({
        eventName: 'INSERT',
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(Date.now() / 1_000),
          Keys: marshall({ pk: item.pk, sk: item.sk }),
          NewImage: marshall(item),
          SequenceNumber,
        },
      })),
      NextShardIterator: shard.isClosed && page.length === rest.length ? undefined : `${shard.id} ${last}`,
    };
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, headers, url } = asked;
    const { hostname, port } = this.target;
    const passed = request({ method, headers, path: url, hostname, port }, (received) => {
      answer.writeHead(received.statusCode ?? 502, received.headers);
      received.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  }
}

/** A conversation's place among all keys. */
const placeOf = (groupUuid: string): number => parseInt(groupUuid.slice(0, 8), 16) / 2 ** 32;
