import { OPERATIONS } from '../../apps/gateway/src/openapi/operations';
import type { Example } from '../../apps/gateway/src/openapi/description/example';
import type { Operation } from '../../apps/gateway/src/openapi/description/operation';
import { type AllInOneStack, startAllInOne } from '../support/all-in-one-stack';
import { ask } from '../support/contract/documented-fetch';
import { LiveValues } from '../support/contract/live-values';
import { eventually } from '../support/eventually';

const EXAMPLES = OPERATIONS.flatMap((operation) =>
  (operation.examples ?? []).map((example) => ({ name: `${operation.id}, ${example.name}`, operation, example })),
);

describe('the examples of the OpenAPI document', () => {
  const live = new LiveValues();
  const tokens = new Map<string, string>();
  let stack: AllInOneStack;

  beforeAll(async () => {
    stack = await startAllInOne();
    for (const handle of ['andrewbrown', 'bayko', 'londo']) tokens.set(handle, await stack.token(handle));
  });
  afterAll(() => stack.stop());

  /** By the way in which the operation takes each of its parameters. */
  function addressOf({ path, parameters }: Operation, values: Record<string, string | number>): string {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
    const query = new URLSearchParams();
    for (const name of Object.keys(parameters?.query ?? {})) if (name in values) query.set(name, String(values[name]));
    return query.size === 0 ? filled : `${filled}?${query.toString()}`;
  }

  async function call(operation: Operation, example: Example): Promise<{ status: number; body: unknown }> {
    const values = live.request(example.parameters ?? {});
    const path = addressOf(operation, values);
    const headers = Object.entries(values).filter(([name]) => name in (operation.parameters?.header ?? {}));
    const method = operation.method.toUpperCase();
    const answer = await ask(`${stack.gatewayUrl}${path}`, {
      method,
      headers: {
        ...(operation.caller === 'signed-in' && { authorization: `Bearer ${tokens.get(example.by ?? 'andrewbrown')}` }),
        ...(operation.body && { 'content-type': 'application/json' }),
        ...Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
      },
      ...(operation.body && { body: JSON.stringify(live.request(example.body)) }),
    });
    return { status: answer.status, body: await answer.json() };
  }

  it.each(EXAMPLES)('say what is so: $name', async ({ operation, example }) => {
    const check = async (): Promise<void> => {
      const { status, body } = await call(operation, example);
      const [expected, found] = live.comparable(example.answer, body);
      expect({ status, body: found }).toEqual({ status: example.status ?? 200, body: expected });
    };
    // What is read may be projected first; what is changed is changed once.
    await (operation.method === 'get' ? eventually(check) : check());
  });
});
