import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { LeanDynamoDbClient, LeanStreamsClient } from '@app/common/dynamodb/lean';
import { range } from '../../../../test/support/range';
import { BOTH, leanClient, outcomeOf, type Request } from './both-clients';
import { SCENARIO } from './scenario';
import * as server from './scripted-server';
import { answers, type Play, type Received, refuses, scriptedServer, succeeds } from './scripted-server';

const PUT: Request = { operation: 'PutItem', input: { TableName: 'table', Item: { pk: { S: 'x' }, sk: { S: 'y' } } } };
const HOUR_MS = 3_600_000;
const inAnHour = (): string => new Date(Date.now() + HOUR_MS).toUTCString();
const config = (url: string) => ({ AWS_REGION: 'us-east-1', DYNAMODB_ENDPOINT: url });

interface Performance {
  outcomes: object[];
  received: Received[];
}

/** What becomes of the requests, one after the other, by a client of its own at a server of its own. */
async function perform(create: typeof leanClient, script: Play[], requests: Request[]): Promise<Performance> {
  const { url, received, close } = await scriptedServer(...script);
  const client = create(config(url));
  const outcomes: object[] = [];
  for (const request of requests) outcomes.push(await outcomeOf(client.send(request)));
  await close();
  await client.close();
  return { outcomes, received };
}

/** By the SDK and by the lean client. */
const performBoth = async (script: Play[], requests = [PUT]): Promise<[Performance, Performance]> => {
  const [bySdk, byLean] = await Promise.all(BOTH.map((create) => perform(create, script, requests)));
  return [bySdk!, byLean!];
};

/** What each client says in words of its own. */
const withoutWords = (outcome: object) => ({ ...outcome, message: undefined });

describe('told to end, the lean client', () => {
  const INPUT = { ShardIterator: 'i' };

  it.each([
    ['before it asks', [succeeds], 0],
    ['while it waits for the answer', [server.staysSilent], 100],
    ['while it pauses', [refuses('InternalServerError', 500, { 'retry-after': '4' })], 300],
  ])('ends at once %s', async (_when, script, afterMs) => {
    const { url, close } = await scriptedServer(...script);
    const client = new LeanStreamsClient(config(url));
    const startedAt = performance.now();
    const signal = afterMs === 0 ? AbortSignal.abort() : AbortSignal.timeout(afterMs);
    await expect(client.getRecords(INPUT, signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    await close();
    await client.destroy();
  });

  it('waits for the answers to what it has asked when it is destroyed', async () => {
    const slowly: Play = (response) => setTimeout(() => succeeds(response), 300);
    const { url, close } = await scriptedServer(slowly);
    const client = new LeanDynamoDbClient(config(url));
    const answer = client.getItem({ TableName: 'table', Key: {} });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.destroy();
    await expect(answer).resolves.toEqual({});
    await close();
  });
});

describe('asking in turn, the lean client', () => {
  it.each(Object.entries(SCENARIO))('asks as the SDK does for %s', async (_what, request) => {
    const [bySdk, byLean] = await performBoth([succeeds], [request]);
    const asked = ({ received }: Performance) =>
      received.map(({ headers, body }) => ({
        body: withoutToken(JSON.parse(body) as object, request),
        ...pick(headers, ['content-type', 'x-amz-target', 'x-amz-security-token']),
        length: headers['content-length'],
        isAlive: headers.connection,
      }));
    expect(asked(byLean)).toEqual(asked(bySdk));
  });

  it('signs what it sends as the SDK would', async () => {
    const { received } = await perform(leanClient, [succeeds], [PUT]);
    const { headers, body } = received[0]!;
    expect(headers.authorization).toBe(await authorizationOf(headers, body));
  });
});

const withoutToken = (body: object, { input }: Request): object =>
  'ClientRequestToken' in input ? body : { ...body, ClientRequestToken: undefined };

const pick = (headers: Received['headers'], names: string[]) =>
  Object.fromEntries(names.map((name) => [name, headers[name]]));

async function authorizationOf(headers: Received['headers'], body: string): Promise<string | undefined> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const signer = new SignatureV4({
    ...{ credentials, region: 'us-east-1', service: 'dynamodb', sha256: Sha256, applyChecksum: false },
  });
  const signed = pick(headers, ['host', 'content-type', 'x-amz-target']) as Record<string, string>;
  const [time] = [headers['x-amz-date'] as string];
  const signingDate = new Date(time.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
  const request = { method: 'POST', protocol: 'http:', hostname: headers.host!, path: '/', headers: signed, body };
  return (await signer.sign(request, { signingDate })).headers['authorization'];
}

describe('refused or without an answer, the lean client', () => {
  const SCRIPTS: [string, Play[]][] = [
    ['throttled, and then answered', [refuses('ProvisionedThroughputExceededException'), succeeds]],
    ['throttled for good', [refuses('ThrottlingException')]],
    ['throttled by 429', [refuses('SomethingElse', 429), succeeds]],
    ['over a limit', [refuses('RequestLimitExceeded'), succeeds]],
    ['met by its own transaction', [refuses('TransactionInProgressException'), succeeds]],
    ['met by another transaction', [refuses('TransactionConflictException')]],
    ['answered by an error of the server, and then well', [refuses('InternalServerError', 500), succeeds]],
    ['answered by an error of the server again and again', [refuses('InternalServerError', 500)]],
    ['answered 501', [refuses('NotImplemented', 501)]],
    ['answered by a gateway in HTML, and then well', [answers(502, '<html>'), succeeds]],
    ['refused by a condition', [refuses('ConditionalCheckFailedException')]],
    ['refused as invalid', [refuses('ValidationException')]],
    ['refused by name in a header', [answers(400, '{}', { 'x-amzn-errortype': 'AccessDeniedException:http://x/' })]],
    ['refused by code', [answers(400, '{"code":"SomeException","Message":"no"}')]],
    ['refused without a name', [answers(400, '{}')]],
    ['refused without a body', [answers(400, '')]],
    ['refused with too large a body', [answers(413, '{"message":"too large"}')]],
    ['refused with expired credentials', [refuses('ExpiredTokenException')]],
    ['refused by an unknown client', [refuses('UnrecognizedClientException')]],
    ['left by a connection that is reset', [server.breaks, succeeds]],
    ['left by connections that are reset', [server.breaks]],
    ['left in the midst of an answer', [server.breaksInTheMidst, succeeds]],
    ['left without an answer', [server.staysSilent, succeeds]],
    ['answered with nothing', [answers(200, '')]],
    ['answered with a wrong checksum', [answers(200, '{}', { 'x-amz-crc32': '1' })]],
    ['answered with attributes that nobody knows', [answers(200, '{"Attributes":{"a":{"S":"b"}}}')]],
  ];

  it.each(SCRIPTS)('ends as the SDK does when it is %s', async (_what, script) => {
    const [bySdk, byLean] = await performBoth(script);
    expect(byLean.received).toHaveLength(bySdk.received.length);
    expect(byLean.outcomes.map(withoutWords)).toEqual(bySdk.outcomes.map(withoutWords));
  });

  it('takes the answer of a gateway that does not speak JSON by its status, as the SDK', async () => {
    const [bySdk, byLean] = await performBoth([answers(503, '<html>')]);
    const expected = { httpStatusCode: 503, attempts: 4, kind: 'service_unavailable' };
    expect(bySdk.outcomes).toMatchObject([expected]);
    expect(byLean.outcomes).toMatchObject([expected]);
  });

  it('does not repeat what cannot be read, as the SDK; and says nothing of what it is', async () => {
    const [bySdk, byLean] = await performBoth([answers(200, '{"Item":{"message":{"S":"secret"')]);
    expect(byLean.received).toHaveLength(bySdk.received.length);
    expect(bySdk.outcomes).toMatchObject([{ kind: 'lasting', httpStatusCode: 200 }]);
    expect(byLean.outcomes).toMatchObject([{ kind: 'lasting', httpStatusCode: 200, name: 'SyntaxError' }]);
    expect(JSON.stringify(byLean.outcomes)).not.toContain('secret');
  });

  it.each<[string, string]>([
    ['x-amz-retry-after', '700'],
    ['retry-after', '0.7'],
  ])('waits for as long as %s says', async (header, value) => {
    const performances = await performBoth([refuses('InternalServerError', 500, { [header]: value }), succeeds]);
    for (const { received } of performances) {
      expect(received).toHaveLength(2);
      expect(received[1]!.at - received[0]!.at).toBeGreaterThan(650);
    }
  });

  it('repeats ever less while all fails, as the SDK: after 35 repetitions each request is made once', async () => {
    const requests = range(20).map(() => PUT);
    const [bySdk, byLean] = await performBoth([refuses('InternalServerError', 500)], requests);
    expect(bySdk.received).toHaveLength(20 + 35);
    expect(byLean.received).toHaveLength(20 + 35);
  });

  it('sends a transaction under the same token again, as the SDK', async () => {
    const transaction: Request = { operation: 'TransactWriteItems', input: { TransactItems: [] } };
    const performances = await performBoth([refuses('InternalServerError', 500), succeeds], [transaction, transaction]);
    for (const { received } of performances) {
      const tokens = received.map(
        ({ body }) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken,
      );
      expect(tokens[0]).toMatch(/^[-0-9a-f]{36}$/);
      expect(tokens[1]).toBe(tokens[0]);
      expect(tokens[2]).not.toBe(tokens[0]);
    }
  });

  it('sets its clock by an answer that says it is wrong, and asks again, as the SDK', async () => {
    const tooOld: Play = (response) => refuses('InvalidSignatureException', 400, { date: inAnHour() })(response);
    const well: Play = (response) => answers(200, '{}', { date: inAnHour() })(response);
    const performances = await performBoth([tooOld, well], [PUT, PUT]);
    for (const { outcomes, received } of performances) {
      expect(outcomes).toEqual([{ output: {} }, { output: {} }]);
      const ages = received.map(({ headers }) => ageOf(headers['x-amz-date'] as string));
      expect(ages).toEqual(['now', 'in an hour', 'in an hour']);
    }
  });

  it('is not misled by a clock that it knows to be wrong: a condition that fails has failed', async () => {
    const well: Play = (response) => answers(200, '{}', { date: inAnHour() })(response);
    const failed: Play = (response) => refuses('ConditionalCheckFailedException', 400, { date: inAnHour() })(response);
    const { outcomes, received } = await perform(leanClient, [well, failed], [PUT, PUT]);
    expect(received).toHaveLength(2);
    expect(outcomes[1]).toMatchObject({ name: 'ConditionalCheckFailedException', attempts: 1 });
  });

  it('waits for the whole of an answer no longer than for its beginning', async () => {
    const stalls: Play = (response) => response.writeHead(200, { 'content-length': '100' }).write('{"Item":');
    const { outcomes, received } = await perform(leanClient, [stalls, succeeds], [PUT]);
    expect(outcomes).toEqual([{ output: {} }]);
    expect(received[1]!.at - received[0]!.at).toBeGreaterThan(4_900);
  });

  it('finds nobody at all, as the SDK', async () => {
    const outcomes = BOTH.map((create) => outcomeOf(create(config('http://127.0.0.1:1')).send(PUT)));
    const [bySdk, byLean] = (await Promise.all(outcomes)).map(withoutWords);
    expect(byLean).toEqual(bySdk);
    expect(byLean).toMatchObject({ kind: 'service_unavailable', attempts: 4 });
  });
});

const ageOf = (time: string): string => {
  const date = Date.parse(time.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
  return Math.abs(date - Date.now()) < HOUR_MS / 2 ? 'now' : 'in an hour';
};
