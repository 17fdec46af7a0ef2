import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually';
import { expectedRow, Ledger, readAll, rowOf } from '../support/ledger';
import { onOwnDynamoDb } from '../support/own-dynamodb';
import { range } from '../support/range';
import { ask } from '../support/contract/documented-fetch';
import { RestClient, type SentMessageBody } from '../support/rest-client';
import { startStack, type TestStack } from '../support/stack';

const SENDS = 80;
const WRITERS = 2;
const LEAVERS = 12;
/** From before a request has arrived until after it is answered. */
const LONGEST_STAY_MS = 120;
/** One in five waits for its answer, however long that takes. */
const PATIENT_MS = 60_000;
/** Two people do the work of many: what one may have at once is not what is tried here. */
const TURNS_OF_MANY = { MAX_TURNS_PER_PERSON: '64', SAVED_TURN_SECONDS: '3600' };

interface Answer {
  status: number;
  body: SentMessageBody;
}

onOwnDynamoDb();

describe('callers who hang up in the middle of their requests', () => {
  let stack: TestStack;
  let andrew: RestClient;
  let bayko: RestClient;
  let baykosToken: string;
  let groupUuid: string;

  beforeAll(async () => {
    stack = await startStack({ environment: TURNS_OF_MANY });
    baykosToken = await stack.token('bayko');
    andrew = new RestClient(stack.gatewayUrl, await stack.token('andrewbrown'));
    bayko = new RestClient(stack.gatewayUrl, baykosToken);
    ({ message_group_uuid: groupUuid } = (await andrew.start('bayko', 'hello')).body);
  });
  afterAll(async () => {
    await Promise.all([andrew.close(), bayko.close()]);
    await stack.stop();
  });

  /** @returns the answer, unless the caller hung up before it came. */
  const askAndLeave = async (path: string, stayMs: number, body?: object): Promise<Answer | undefined> => {
    const leave = new AbortController();
    const answer = ask(`${stack.gatewayUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${baykosToken}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: leave.signal,
    })
      .then(async (response) => ({ status: response.status, body: (await response.json()) as SentMessageBody }))
      .catch((error: unknown) => {
        if (!leave.signal.aborted) throw error;
        return undefined;
      });
    await Promise.race([answer, sleep(stayMs, undefined, { ref: false })]);
    leave.abort();
    return answer;
  };

  const metric = async (app: 'gateway' | 'messages', name: string): Promise<number> => {
    const text = await (await fetch(stack.metricsUrl(app))).text();
    return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
  };

  it('lose nothing that was answered, store nothing twice, and leave nothing under way', async () => {
    const ledger = new Ledger();
    const answered: SentMessageBody[] = [];
    let left = 0;
    const todo = range(SENDS);
    const write = async (): Promise<void> => {
      for (let i = todo.shift(); i !== undefined; i = todo.shift()) {
        await ledger.send(andrew, 'andrewbrown', groupUuid, `kept ${i}`);
      }
    };
    const leaveEarly = async (leaver: number): Promise<void> => {
      for (let i = 0; todo.length > 0; i += 1) {
        const stayMs = (i + leaver) % 5 === 0 ? PATIENT_MS : (i * 7 + leaver * 11) % LONGEST_STAY_MS;
        const message = { message: `left ${leaver} ${i}`, message_group_uuid: groupUuid };
        const answer = await askAndLeave('/api/messages', stayMs, message);
        if (answer?.status === 200) answered.push(answer.body);
        else left += 1;
        await askAndLeave(`/api/messages/${groupUuid}?limit=200`, stayMs % LONGEST_STAY_MS);
      }
    };
    await Promise.all([...range(WRITERS).map(write), ...range(LEAVERS).map(leaveEarly)]);
    expect(left).toBeGreaterThan(0);
    expect(answered.length).toBeGreaterThan(0);

    for (const name of ['cruddur_gateway_answered_requests', 'cruddur_gateway_waiting_requests']) {
      await eventually(async () => expect(await metric('gateway', name)).toBe(0));
    }
    for (const app of ['gateway', 'messages'] as const) {
      await eventually(async () => expect(await metric(app, 'cruddur_http_requests_in_flight')).toBe(0));
    }
    const stored = await readAll(andrew, groupUuid);
    expect(stored.map(({ number }) => number)).toEqual(range(stored.length).map((i) => i + 1));
    expect(new Set(stored.map(({ message }) => message)).size).toBe(stored.length);
    const byNumber = new Map(stored.map(({ number, uuid, message }) => [number, { uuid, message }]));
    for (const { number, uuid, text } of ledger.accepted) expect(byNumber.get(number)).toEqual({ uuid, message: text });
    for (const { number, uuid, message } of answered) expect(byNumber.get(number)).toEqual({ uuid, message });
    for (const [client, handle] of [
      [andrew, 'andrewbrown'],
      [bayko, 'bayko'],
    ] as const) {
      await eventually(async () =>
        expect(rowOf((await client.groups()).body, groupUuid)).toEqual(expectedRow(groupUuid, stored, handle)),
      );
    }
  });
});
